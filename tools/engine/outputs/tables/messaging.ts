import { byArn, byId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of queues, topics, buses, pipes and schedules. */
export const messaging: Readonly<Record<string, ComputedOutputs>> = {
  "aws:cloudwatch/eventBus:EventBus": byId("{name}", regional("events", "event-bus/{name}")),
  "aws:cloudwatch/eventRule:EventRule": byId("{name}", regional("events", "rule/{name}")),
  "aws:sns/topic:Topic": byArn(regional("sns", "{name}"), { outputs: { owner: "{account}" } }),
  "aws:sqs/queue:Queue": byId(
    "https://sqs.{region}.amazonaws.com/{account}/{name}",
    regional("sqs", "{name}"),
    {
      outputs: { url: "https://sqs.{region}.amazonaws.com/{account}/{name}" },
    },
  ),
  "aws:cloudwatch/eventArchive:EventArchive": byId("{name}", regional("events", "archive/{name}")),
  "aws:cloudwatch/eventConnection:EventConnection": byId(
    "{name}",
    regional("events", "connection/{name}/{uuid}"),
  ),
  "aws:cloudwatch/eventApiDestination:EventApiDestination": byId(
    "{name}",
    regional("events", "api-destination/{name}/{uuid}"),
  ),
  "aws:pipes/pipe:Pipe": byId("{name}", regional("pipes", "pipe/{name}")),
  "aws:scheduler/scheduleGroup:ScheduleGroup": byId("{name}", regional("scheduler", "schedule-group/{name}")),
};
