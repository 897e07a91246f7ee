import { byId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of SageMaker. */
export const ml: Readonly<Record<string, ComputedOutputs>> = {
  "aws:sagemaker/domain:Domain": byId("d-{hex8}", regional("sagemaker", "domain/d-{hex8}"), {
    nameFrom: "domainName",
  }),
  "aws:sagemaker/featureGroup:FeatureGroup": byId("{name}", regional("sagemaker", "feature-group/{name}"), {
    nameFrom: "featureGroupName",
  }),
  "aws:sagemaker/model:Model": byId("{name}", regional("sagemaker", "model/{name}")),
  "aws:sagemaker/modelPackageGroup:ModelPackageGroup": byId(
    "{name}",
    regional("sagemaker", "model-package-group/{name}"),
    { nameFrom: "modelPackageGroupName" },
  ),
  "aws:sagemaker/pipeline:Pipeline": byId("{name}", regional("sagemaker", "pipeline/{name}"), {
    nameFrom: "pipelineName",
  }),
  "aws:sagemaker/endpoint:Endpoint": byId("{name}", regional("sagemaker", "endpoint/{name}")),
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": byId(
    "{name}",
    regional("sagemaker", "endpoint-config/{name}"),
  ),
  "aws:sagemaker/notebookInstance:NotebookInstance": byId(
    "{name}",
    regional("sagemaker", "notebook-instance/{name}"),
  ),
};
