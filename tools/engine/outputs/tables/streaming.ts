import { byArn, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of streams, their delivery and Kafka. */
export const streaming: Readonly<Record<string, ComputedOutputs>> = {
  "aws:kinesis/stream:Stream": byArn(regional("kinesis", "stream/{name}")),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": byArn(
    regional("firehose", "deliverystream/{name}"),
  ),
  "aws:msk/cluster:Cluster": byArn(regional("kafka", "cluster/{clusterName}/{uuid}"), {
    nameFrom: "clusterName",
    outputs: { bootstrapBrokersSaslIam: "b-1.{clusterName}.{hex8}.c1.kafka.{region}.amazonaws.com:9098" },
  }),
  "aws:kinesis/streamConsumer:StreamConsumer": byArn("{streamArn}/consumer/{name}:1767225600"),
  "aws:kinesisanalyticsv2/application:Application": byArn(regional("kinesisanalytics", "application/{name}")),
  "aws:msk/serverlessCluster:ServerlessCluster": byArn(regional("kafka", "cluster/{name}/{uuid}"), {
    nameFrom: "clusterName",
  }),
  "aws:mskconnect/connector:Connector": byArn(regional("kafkaconnect", "connector/{name}/{uuid}")),
  "aws:mskconnect/customPlugin:CustomPlugin": byArn(regional("kafkaconnect", "custom-plugin/{name}/{uuid}")),
  "aws:mskconnect/workerConfiguration:WorkerConfiguration": byArn(
    regional("kafkaconnect", "worker-configuration/{name}/{uuid}"),
  ),
};
