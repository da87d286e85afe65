-- +++
-- id      = "db.ogg-inbound"
-- req     = ["DB-22"]
-- title   = { zh-CN = "OGG 入站服务器（复制进程连接）", en = "GoldenGate inbound servers" }
-- why     = { zh-CN = "复制进程没有连上来，目标库就收不到任何变更，而数据库本身一切正常，不看这里发现不了。", en = "With the replicat detached nothing arrives, while the database itself looks perfectly well." }
-- advice  = { zh-CN = "在 OGG 服务器上 ggsci 执行 info replicat 组名, detail：STOPPED 的问清是否计划内，否则 start replicat；ABENDED 的 view report 看原因。确已废弃的组，由 OGG 管理员 delete replicat 并 unregister，免得一直告警。", en = "On the OGG server, in ggsci: info replicat GROUP, detail. STOPPED: ask whether planned, else start replicat; ABENDED: view report. A group no longer used should be deleted and unregistered by the OGG administrator." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "replicat_name"]
-- empty   = "ok"
-- limits  = { idle_s = 3600 }
-- column.con_name      = { type = "text",   title = { zh-CN = "容器", en = "Container" } }
-- column.replicat_name = { type = "text",   title = { zh-CN = "复制组", en = "Replicat" } }
-- column.server_name   = { type = "text",   title = { zh-CN = "入站服务器", en = "Inbound server" } }
-- column.status        = { type = "text",   title = { zh-CN = "状态", en = "Status" } }
-- column.applied_time  = { type = "time",   title = { zh-CN = "最近应用", en = "Last applied" } }
-- column.applied_until = { type = "time",   title = { zh-CN = "数据截至", en = "Data until" } }
-- column.idle_s        = { type = "number", unit = "seconds", title = { zh-CN = "距最近应用", en = "Since the last apply" } }
-- [[rule]]
-- level = "warning"
-- when  = "status in ['DETACHED', 'DISABLED']"
-- says  = { zh-CN = "OGG 复制组 {{ replicat_name }} 没有连接到数据库（{{ status }}）{% if applied_until %}，数据截至 {{ applied_until }}{% endif %}", en = "GoldenGate replicat {{ replicat_name }} is not connected ({{ status }}){% if applied_until %}; data until {{ applied_until }}{% endif %}" }
-- [[rule]]
-- level = "note"
-- when  = "status == 'ATTACHED' && idle_s != null && idle_s >= limits.idle_s"
-- says  = { zh-CN = "OGG 复制组 {{ replicat_name }} 已连接，但 {{ idle_s | duration }} 没有应用变更{% if applied_until %}，数据截至 {{ applied_until }}{% endif %}：源端空闲或传输停顿", en = "GoldenGate replicat {{ replicat_name }} is attached but has applied nothing for {{ idle_s | duration }}{% if applied_until %}; data until {{ applied_until }}{% endif %}: idle source, or the trail does not arrive" }
-- [[example]]
-- name   = "attached and at work"
-- rows   = [["", "REP_SBF", "OGG$REP_SBF", "ATTACHED", "2026-11-22 07:59:58", "2026-11-22 07:59:56", 2.0]]
-- expect = "ok"
-- [[example]]
-- name   = "detached"
-- rows   = [["SBFPDB", "REP_SBF", "OGG$REP_SBF", "DETACHED", "2026-11-22 01:59:58", "2026-11-22 01:59:56", 21602.0]]
-- expect = "warning"
-- [[example]]
-- name   = "aborted: reported by db.ogg-apply"
-- rows   = [["", "REP_SBF", "OGG$REP_SBF", "ABORTED", "2026-11-22 01:59:58", "2026-11-22 01:59:56", 21602.0]]
-- expect = "ok"
-- [[example]]
-- name   = "attached, nothing applied for two hours"
-- rows   = [["", "REP_SBF", "OGG$REP_SBF", "ATTACHED", "2026-11-22 06:00:00", "2026-11-22 06:00:00", 7200.0]]
-- expect = "note"
-- [[example]]
-- name   = "never applied anything"
-- rows   = [["", "REP_SBF", "OGG$REP_SBF", "ATTACHED", "", "", 0.0]]
-- null   = [[0, "idle_s"]]
-- expect = "ok"
-- [[example]]
-- name   = "no GoldenGate here"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) con_name,
       substr(i.replicat_name, 1, 128) replicat_name,
       i.server_name,
       i.status,
       p.applied_time,
       p.applied_message_create_time applied_until,
       round((sysdate - p.applied_time) * 86400) idle_s
  from dba_goldengate_inbound i
  left join dba_gg_inbound_progress p on p.server_name = i.server_name
 order by i.replicat_name
