import type { PersonalData } from "../facts/personal-data";

/** Settings of one of Glue's table optimizers, without the role that runs it. */
export interface OptimizerSpec {
  readonly type: "compaction" | "retention" | "orphan_file_deletion";
  readonly configuration: {
    readonly compactionConfiguration?: {
      readonly icebergConfiguration: { strategy: string; minInputFiles: number; deleteFileThreshold: number };
    };
    readonly retentionConfiguration?: {
      readonly icebergConfiguration: {
        snapshotRetentionPeriodInDays: number;
        numberOfSnapshotsToRetain: number;
        cleanExpiredFiles: boolean;
        runRateInHours: number;
      };
    };
    readonly orphanFileDeletionConfiguration?: {
      readonly icebergConfiguration: {
        orphanFileRetentionPeriodInDays: number;
        location: string;
        runRateInHours: number;
      };
    };
  };
}

/**
 * Days that deleted rows may survive in old snapshots and in files that nothing refers to. Erasure is due within 30
 * days (GDPR Art. 12(3)), of which snapshots, orphans and noncurrent object versions (14 days) each take a part.
 */
const survivalDays = 7;

/**
 * The three optimizers of a table, everything set because Glue's own defaults differ. Personal data is compacted as
 * soon as one delete file exists: only rewriting removes the bytes.
 */
export function optimizerSpecs(location: string, personalData: PersonalData): OptimizerSpec[] {
  return [
    {
      type: "compaction",
      configuration: {
        compactionConfiguration: {
          icebergConfiguration: {
            strategy: "binpack",
            minInputFiles: 20,
            deleteFileThreshold: personalData === "none" ? 10 : 1,
          },
        },
      },
    },
    {
      type: "retention",
      configuration: {
        retentionConfiguration: {
          icebergConfiguration: {
            snapshotRetentionPeriodInDays: survivalDays,
            numberOfSnapshotsToRetain: 3,
            cleanExpiredFiles: true,
            runRateInHours: 24,
          },
        },
      },
    },
    {
      type: "orphan_file_deletion",
      configuration: {
        orphanFileDeletionConfiguration: {
          icebergConfiguration: {
            orphanFileRetentionPeriodInDays: survivalDays,
            location,
            runRateInHours: 24,
          },
        },
      },
    },
  ];
}
