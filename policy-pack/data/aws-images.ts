import type { ArnParts } from "../../components/residency/arn";

/**
 * Accounts of AWS that hold SageMaker's own images, by region: of the SageMaker distribution and of the others.
 * SageMaker Developer Guide, "Available SageMaker images"; read on 2026-11-28.
 */
const imageAccounts: Readonly<Record<string, readonly string[]>> = {
  "us-east-1": ["885854791233", "081325390199"],
  "us-east-2": ["137914896644", "429704687514"],
  "us-west-1": ["053634841547", "742091327244"],
  "us-west-2": ["542918446943", "236514542706"],
  "ap-south-1": ["245090515133", "394103062818"],
  "ap-northeast-1": ["010972774902", "102112518831"],
  "ap-northeast-2": ["064688005998", "806072073708"],
  "ap-northeast-3": ["564864627153", "792733760839"],
  "ap-southeast-1": ["022667117163", "492261229750"],
  "ap-southeast-2": ["648430277019", "452832661640"],
  "eu-central-1": ["545423591354", "936697816551"],
  "eu-north-1": ["175620155138", "243637512696"],
  "eu-south-1": ["810671768855", "592751261982"],
  "eu-west-1": ["819792524951", "470317259841"],
  "eu-west-2": ["021081402939", "712779665605"],
  "eu-west-3": ["856416204555", "615547856133"],
};

/** True for an image of AWS's own: code that comes in. In another region the same account is a stranger. */
export const isAwsImage = ({ partition, service, region, account, resource }: ArnParts): boolean =>
  partition === "aws" &&
  service === "sagemaker" &&
  /^image(?:-version)?\//.test(resource) &&
  imageAccounts[region]?.includes(account) === true;
