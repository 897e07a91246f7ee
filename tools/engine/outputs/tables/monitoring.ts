import { byArn, byId, plainId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of trails, configuration records, logs, alarms and budgets. */
export const monitoring: Readonly<Record<string, ComputedOutputs>> = {
  "aws:cloudtrail/trail:Trail": byArn(regional("cloudtrail", "trail/{name}"), {
    outputs: { homeRegion: "{region}" },
  }),
  "aws:cloudtrail/eventDataStore:EventDataStore": byArn(regional("cloudtrail", "eventdatastore/{uuid}")),
  "aws:cfg/recorder:Recorder": plainId("{name}"),
  "aws:cfg/recorderStatus:RecorderStatus": plainId("{name}"),
  "aws:cfg/deliveryChannel:DeliveryChannel": plainId("{name}"),
  "aws:cfg/rule:Rule": byId("{name}", regional("config", "config-rule/config-rule-{hex8}")),
  "aws:cloudwatch/logGroup:LogGroup": byId("{name}", regional("logs", "log-group:{name}")),
  "aws:cloudwatch/metricAlarm:MetricAlarm": byId("{name}", regional("cloudwatch", "alarm:{name}")),
  "aws:cloudwatch/dashboard:Dashboard": {
    nameFrom: "dashboardName",
    id: "{name}",
    outputs: { dashboardArn: "arn:{partition}:cloudwatch::{account}:dashboard/{name}" },
  },
  "aws:budgets/budget:Budget": byId("{account}:{name}", "arn:{partition}:budgets::{account}:budget/{name}"),
  "aws:cloudwatch/logDestination:LogDestination": byId("{name}", regional("logs", "destination:{name}")),
  "aws:oam/sink:Sink": byArn(regional("oam", "sink/{uuid}")),
  "aws:oam/link:Link": byArn(regional("oam", "link/{uuid}")),
};
