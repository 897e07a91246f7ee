import { byId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of networks. */
export const network: Readonly<Record<string, ComputedOutputs>> = {
  "aws:ec2/vpc:Vpc": byId("vpc-{hex17}", regional("ec2", "vpc/vpc-{hex17}"), {
    outputs: { ownerId: "{account}" },
  }),
  "aws:ec2/subnet:Subnet": byId("subnet-{hex17}", regional("ec2", "subnet/subnet-{hex17}")),
  "aws:ec2/routeTable:RouteTable": byId("rtb-{hex17}", regional("ec2", "route-table/rtb-{hex17}")),
  "aws:ec2/securityGroup:SecurityGroup": byId("sg-{hex17}", regional("ec2", "security-group/sg-{hex17}")),
  "aws:ec2/vpcEndpoint:VpcEndpoint": byId("vpce-{hex17}", regional("ec2", "vpc-endpoint/vpce-{hex17}")),
  "aws:ec2/flowLog:FlowLog": byId("fl-{hex17}", regional("ec2", "vpc-flow-log/fl-{hex17}")),
};
