"""Answers questions about SQL: one JSON object a line in, one a line out, until its input ends.

{"op": "run", "sql": "…"}                    → {"rows": [[…], …]} or {"error": "…"}, by Spark with an Iceberg catalog `lake`
{"op": "parse", "dialect": "…", "sql": "…"}  → {"statements": 1} or {"error": "…"}, by sqlglot
"""

import json
import os
import sys

os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
jars, folder = sys.argv[1:3]
session = None


def spark():
    """The one session, started by the first question that needs it."""
    global session
    if session is None:
        from pyspark.sql import SparkSession

        settings = {
            "spark.jars": jars,
            "spark.driver.memory": "1g",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.local.dir": folder,
            "spark.sql.warehouse.dir": os.path.join(folder, "warehouse"),
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
            "spark.sql.catalog.lake": "org.apache.iceberg.spark.SparkCatalog",
            "spark.sql.catalog.lake.type": "hadoop",
            "spark.sql.catalog.lake.warehouse": os.path.join(folder, "lake"),
        }
        builder = SparkSession.builder.master("local[2]")
        for name, value in settings.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
    return session


def answer(question):
    if question["op"] == "run":
        rows = spark().sql(question["sql"]).collect()
        return {"rows": [list(row) for row in rows]}
    import sqlglot

    return {"statements": len(sqlglot.parse(question["sql"], read=question["dialect"]))}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:
        reply = {"error": str(error)}
    # Dates and decimals are of no use beyond their texts.
    print(json.dumps(reply, default=str), flush=True)
if session is not None:
    session.stop()
