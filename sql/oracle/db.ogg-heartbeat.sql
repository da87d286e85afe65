-- +++
-- id      = "db.ogg-heartbeat"
-- req     = ["DB-22"]
-- title   = { zh-CN = "OGG 心跳延迟", en = "GoldenGate heartbeat lag" }
-- why     = { zh-CN = "心跳从源端提交走到目标端落库，是唯一端到端的证明；进程都在跑、延迟显示为零，心跳却可能早已不来。", en = "A heartbeat travels from commit at the source to the row at the target: the only end-to-end proof. All processes may run and show no lag while no heartbeat arrives." }
-- advice  = { zh-CN = "按路径（抽取 → 投递 → 复制）逐段 info all、lag 组名，找到心跳停在哪一段。本检查读 GG_LAG：OGG 管理员在 OGG 模式下 add heartbeattable 之后，须执行 create public synonym gg_lag for OGG模式.gg_lag 并授予巡检用户 select 权限；没有这个视图时本项按“不适用”处理。", en = "Follow the path (extract, pump, replicat) with info all and lag GROUP to see where the heartbeat stops. This check reads GG_LAG: after add heartbeattable the OGG administrator must create public synonym gg_lag for SCHEMA.gg_lag and grant select on it to the inspection user; without that view the check is not applicable." }
-- cadence = "daily"
-- on      = { role = ["primary"], optional_views = ["GG_LAG"] }
-- subject = ["remote_database", "in_path", "out_path"]
-- empty   = "unknown"
-- metric  = ["in_lag_s", "in_age_s"]
-- chart   = "in_lag_s"
-- limits  = { warn_s = 600, crit_s = 1800 }
-- column.local_database  = { type = "text",   title = { zh-CN = "本库", en = "Local database" } }
-- column.remote_database = { type = "text",   title = { zh-CN = "对端库", en = "Remote database" } }
-- column.in_path         = { type = "text",   title = { zh-CN = "进入路径", en = "Incoming path" } }
-- column.in_lag_s        = { type = "number", unit = "seconds", title = { zh-CN = "进入延迟", en = "Incoming lag" } }
-- column.in_age_s        = { type = "number", unit = "seconds", title = { zh-CN = "距最近心跳", en = "Heartbeat age" } }
-- column.out_path        = { type = "text",   title = { zh-CN = "送出路径", en = "Outgoing path" } }
-- column.out_lag_s       = { type = "number", unit = "seconds", title = { zh-CN = "送出延迟", en = "Outgoing lag" } }
-- column.out_age_s       = { type = "number", unit = "seconds", title = { zh-CN = "距最近送出心跳", en = "Outgoing age" } }
-- [[rule]]
-- level = "critical"
-- when  = "in_age_s != null && in_age_s >= limits.crit_s"
-- says  = { zh-CN = "已 {{ in_age_s | duration }} 没有收到 {{ remote_database }} 经 {{ in_path }} 来的 OGG 心跳（限 {{ limits.crit_s | duration }}）", en = "No GoldenGate heartbeat from {{ remote_database }} over {{ in_path }} for {{ in_age_s | duration }} (limit {{ limits.crit_s | duration }})" }
-- [[rule]]
-- level = "critical"
-- when  = "in_lag_s != null && in_lag_s >= limits.crit_s"
-- says  = { zh-CN = "{{ remote_database }} 经 {{ in_path }} 到本库的 OGG 延迟 {{ in_lag_s | duration }}（限 {{ limits.crit_s | duration }}）", en = "GoldenGate from {{ remote_database }} over {{ in_path }} lags {{ in_lag_s | duration }} (limit {{ limits.crit_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- when  = "in_age_s != null && in_age_s >= limits.warn_s"
-- says  = { zh-CN = "已 {{ in_age_s | duration }} 没有收到 {{ remote_database }} 经 {{ in_path }} 来的 OGG 心跳（限 {{ limits.warn_s | duration }}）", en = "No GoldenGate heartbeat from {{ remote_database }} over {{ in_path }} for {{ in_age_s | duration }} (limit {{ limits.warn_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- when  = "in_lag_s != null && in_lag_s >= limits.warn_s"
-- says  = { zh-CN = "{{ remote_database }} 经 {{ in_path }} 到本库的 OGG 延迟 {{ in_lag_s | duration }}（限 {{ limits.warn_s | duration }}）", en = "GoldenGate from {{ remote_database }} over {{ in_path }} lags {{ in_lag_s | duration }} (limit {{ limits.warn_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- topic = "out"
-- when  = "out_lag_s != null && out_age_s != null && (out_lag_s >= limits.warn_s || out_age_s >= limits.warn_s)"
-- says  = { zh-CN = "本库经 {{ out_path }} 到 {{ remote_database }} 的 OGG 延迟 {{ out_lag_s | duration }}，最近心跳在 {{ out_age_s | duration }} 之前（限 {{ limits.warn_s | duration }}）", en = "GoldenGate to {{ remote_database }} over {{ out_path }} lags {{ out_lag_s | duration }}, last heartbeat {{ out_age_s | duration }} ago (limit {{ limits.warn_s | duration }})" }
-- [[example]]
-- name   = "seconds"
-- rows   = [["SBFPDB", "CXPDB", "EXT1 ==> DPE1 ==> REP1", 3.2, 42.0, "", 0.0, 0.0]]
-- null   = [[0, "out_lag_s"], [0, "out_age_s"]]
-- expect = "ok"
-- [[example]]
-- name   = "small lag, but no heartbeat for two hours"
-- rows   = [["SBFPDB", "CXPDB", "EXT1 ==> DPE1 ==> REP1", 3.2, 7200.0, "", 0.0, 0.0]]
-- null   = [[0, "out_lag_s"], [0, "out_age_s"]]
-- expect = "critical"
-- says   = "没有收到"
-- [[example]]
-- name   = "an hour of lag"
-- rows   = [["SBFPDB", "CXPDB", "EXT1 ==> DPE1 ==> REP1", 3600.0, 42.0, "", 0.0, 0.0]]
-- null   = [[0, "out_lag_s"], [0, "out_age_s"]]
-- expect = "critical"
-- says   = "OGG 延迟"
-- [[example]]
-- name   = "no heartbeat for a quarter of an hour"
-- rows   = [["SBFPDB", "CXPDB", "EXT1 ==> DPE1 ==> REP1", 3.2, 900.0, "", 0.0, 0.0]]
-- null   = [[0, "out_lag_s"], [0, "out_age_s"]]
-- expect = "warning"
-- [[example]]
-- name   = "a quarter of an hour of lag"
-- rows   = [["SBFPDB", "CXPDB", "EXT1 ==> DPE1 ==> REP1", 900.0, 42.0, "", 0.0, 0.0]]
-- null   = [[0, "out_lag_s"], [0, "out_age_s"]]
-- expect = "warning"
-- says   = "OGG 延迟"
-- [[example]]
-- name   = "the way out is late"
-- rows   = [["SBFPDB", "CXPDB", "", 0.0, 0.0, "EXT2 ==> REP2", 4.0, 1200.0]]
-- null   = [[0, "in_lag_s"], [0, "in_age_s"]]
-- expect = "warning"
-- says   = "最近心跳"
-- [[example]]
-- name   = "a view without heartbeats proves nothing"
-- rows   = []
-- expect = "unknown"
-- +++
select local_database,
       remote_database,
       incoming_path in_path,
       round(incoming_lag, 1) in_lag_s,
       round(incoming_heartbeat_age, 1) in_age_s,
       outgoing_path out_path,
       round(outgoing_lag, 1) out_lag_s,
       round(outgoing_heartbeat_age, 1) out_age_s
  from gg_lag
 order by remote_database
