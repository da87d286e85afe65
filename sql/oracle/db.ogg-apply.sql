-- +++
-- id      = "db.ogg-apply"
-- req     = ["DB-22"]
-- title   = { zh-CN = "OGG 集成投递", en = "GoldenGate integrated apply" }
-- why     = { zh-CN = "投递出错或落后，查询和汇集库里的数据就是旧的，对账会对不上。", en = "When apply fails or lags, the reporting side is out of date and accounts do not match." }
-- advice  = { zh-CN = "先看 DBA_APPLY_ERROR 的错误文本和 ggsci 的 view report 组名：缺表空间、约束、数据不一致（ORA-01403、ORA-00001）分别处理；数据不一致须与源端逐条核对后再补，不要随意 handlecollisions。修好后 start replicat 组名。只是落后的，看目标库有无锁（db.locks）、缺索引的大批量更新，并核对源端是否有大事务。", en = "Read DBA_APPLY_ERROR and, in ggsci, view report GROUP: no space, a constraint, or data that differ (ORA-01403, ORA-00001) want different cures; compare differing rows with the source and do not resort to handlecollisions. Then start replicat GROUP. If it only lags, look for locks (db.locks), bulk updates without an index, and large transactions at the source." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "apply_name"]
-- empty   = "ok"
-- metric  = ["lag_s", "errors"]
-- chart   = "lag_s"
-- limits  = { lag_warn_s = 600, lag_crit_s = 1800 }
-- column.con_name   = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.apply_name = { type = "text",    title = { zh-CN = "投递进程", en = "Apply" } }
-- column.status     = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.inst_id    = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.state      = { type = "text",    title = { zh-CN = "正在做什么", en = "State" } }
-- column.hwm_time   = { type = "time",    title = { zh-CN = "最近应用", en = "Last applied" } }
-- column.lag_s      = { type = "number",  unit = "seconds", title = { zh-CN = "延迟", en = "Lag" } }
-- column.errors     = { type = "integer", unit = "count",   title = { zh-CN = "错误事务", en = "Transactions in error" } }
-- column.error_text = { type = "text",    title = { zh-CN = "错误", en = "Error" } }
-- [[rule]]
-- level = "critical"
-- when  = "status == 'ABORTED'"
-- says  = { zh-CN = "OGG 投递 {{ apply_name }} 异常中止{% if error_text %}：{{ error_text }}{% endif %}", en = "GoldenGate apply {{ apply_name }} was ABORTED{% if error_text %}: {{ error_text }}{% endif %}" }
-- [[rule]]
-- level = "critical"
-- when  = "status != 'ABORTED' && lag_s != null && lag_s >= limits.lag_crit_s"
-- says  = { zh-CN = "OGG 投递 {{ apply_name }} 延迟 {{ lag_s | duration }}（限 {{ limits.lag_crit_s | duration }}）", en = "GoldenGate apply {{ apply_name }} lags {{ lag_s | duration }} (limit {{ limits.lag_crit_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- when  = "status != 'ABORTED' && lag_s != null && lag_s >= limits.lag_warn_s"
-- says  = { zh-CN = "OGG 投递 {{ apply_name }} 延迟 {{ lag_s | duration }}（限 {{ limits.lag_warn_s | duration }}）", en = "GoldenGate apply {{ apply_name }} lags {{ lag_s | duration }} (limit {{ limits.lag_warn_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- topic = "errors"
-- when  = "status != 'ABORTED' && errors > 0"
-- says  = { zh-CN = "OGG 投递 {{ apply_name }} 有 {{ errors }} 个事务应用出错{% if error_text %}：{{ error_text }}{% endif %}", en = "GoldenGate apply {{ apply_name }} has {{ errors }} transactions in error{% if error_text %}: {{ error_text }}{% endif %}" }
-- [[rule]]
-- level = "note"
-- when  = "status == 'ENABLED' && lag_s == null"
-- says  = { zh-CN = "OGG 投递 {{ apply_name }} 没有运行数据，延迟未知（复制进程未启动或刚启动）", en = "GoldenGate apply {{ apply_name }} shows no figures: its lag is unknown (replicat stopped or just started)" }
-- [[example]]
-- name   = "not running"
-- rows   = [["", "OGG$REP_SBF", "ENABLED", 0, "", "", 0.0, 0, ""]]
-- null   = [[0, "inst_id"], [0, "lag_s"]]
-- expect = "note"
-- says   = "延迟未知"
-- [[example]]
-- name   = "up to date"
-- rows   = [["", "OGG$REP_SBF", "ENABLED", 1, "APPLYING", "2026-11-22 07:59:58", 2.0, 0, ""]]
-- expect = "ok"
-- [[example]]
-- name   = "aborted"
-- rows   = [["SBFPDB", "OGG$REP_SBF", "ABORTED", 0, "", "", 0.0, 1, "ORA-26787: The row with key (\"ID\") = (1) does not exist"]]
-- null   = [[0, "inst_id"], [0, "lag_s"]]
-- expect = "critical"
-- says   = "ORA-26787"
-- [[example]]
-- name   = "eleven minutes behind"
-- rows   = [["", "OGG$REP_SBF", "ENABLED", 1, "APPLYING", "2026-11-22 07:59:58", 660.0, 0, ""]]
-- expect = "warning"
-- [[example]]
-- name   = "an hour behind"
-- rows   = [["", "OGG$REP_SBF", "ENABLED", 1, "APPLYING", "2026-11-22 07:59:58", 3600.0, 0, ""]]
-- expect = "critical"
-- [[example]]
-- name   = "errors set aside"
-- rows   = [["", "OGG$REP_SBF", "ENABLED", 1, "APPLYING", "2026-11-22 07:59:58", 2.0, 3, "ORA-00001: unique constraint (SBF_ZS.PK_ZS) violated"]]
-- expect = "warning"
-- says   = "3 个事务"
-- [[example]]
-- name   = "no GoldenGate here"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) con_name,
       a.apply_name,
       a.status,
       g.inst_id,
       g.state,
       g.hwm_time,
       round((g.hwm_time - g.hwm_message_create_time) * 86400) lag_s,
       nvl(e.errors, 0) errors,
       substr(nvl(a.error_message, e.error_text), 1, 300) error_text
  from dba_apply a
  left join gv$gg_apply_coordinator g on g.apply_name = a.apply_name
  left join (select apply_name, count(*) errors,
                    max(error_message) keep (dense_rank last order by error_creation_time) error_text
               from dba_apply_error
              group by apply_name) e on e.apply_name = a.apply_name
 where upper(a.purpose) like 'GOLDENGATE APPLY%'
 order by a.apply_name
