-- +++
-- id      = "db.ogg-capture"
-- req     = ["DB-22"]
-- title   = { zh-CN = "OGG 集成抽取", en = "GoldenGate integrated capture" }
-- why     = { zh-CN = "抽取一停，下游数据就停在那一刻；停得久了，需要的归档日志被删，只能重新初始化。", en = "When capture stops, downstream data stand still; after long enough the archived logs it needs are gone and all must be loaded anew." }
-- advice  = { zh-CN = "用 OGG 属主登录服务器，ggsci（微服务架构用 adminclient）里 info extract 组名, detail 和 view report 组名看停在哪里；ABORTED 先按 ERROR_MESSAGE 排除（归档缺失、权限、流池不足 streams_pool_size），再 start extract 组名。延迟大的用 send extract 组名 status 和 showtrans 看是否有长事务。修好之前不要删除 REQUIRED_SCN 之后的归档日志。", en = "As the OGG user, in ggsci (adminclient for microservices) info extract GROUP, detail and view report GROUP tell where it stands. ABORTED: mend what ERROR_MESSAGE says (missing log, privilege, streams_pool_size), then start extract GROUP. Lag: send extract GROUP status and showtrans for long transactions. Until then keep all archived logs after REQUIRED_SCN." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "capture_name"]
-- empty   = "ok"
-- metric  = ["lag_s"]
-- chart   = "lag_s"
-- limits  = { lag_warn_s = 600, lag_crit_s = 1800, idle_s = 3600 }
-- column.con_name      = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.capture_name  = { type = "text",    title = { zh-CN = "捕获进程", en = "Capture" } }
-- column.extract_name  = { type = "text",    title = { zh-CN = "抽取组", en = "Extract" } }
-- column.status        = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.client_status = { type = "text",    title = { zh-CN = "抽取进程连接", en = "Extract attached" } }
-- column.inst_id       = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.state         = { type = "text",    title = { zh-CN = "正在做什么", en = "State" } }
-- column.capture_time  = { type = "time",    title = { zh-CN = "最近捕获", en = "Last capture" } }
-- column.lag_s         = { type = "number",  unit = "seconds", title = { zh-CN = "延迟", en = "Lag" } }
-- column.idle_s        = { type = "number",  unit = "seconds", title = { zh-CN = "距最近捕获", en = "Since the last capture" } }
-- column.required_scn  = { type = "text",    title = { zh-CN = "仍需日志的 SCN", en = "Required SCN" } }
-- column.error_text    = { type = "text",    title = { zh-CN = "错误", en = "Error" } }
-- show    = ["con_name", "extract_name", "status", "client_status", "state", "lag_s", "idle_s"]
-- [[rule]]
-- level = "critical"
-- when  = "status == 'ABORTED'"
-- says  = { zh-CN = "OGG 捕获 {{ capture_name }}（抽取组 {{ extract_name }}）异常中止{% if error_text %}：{{ error_text }}{% endif %}", en = "GoldenGate capture {{ capture_name }} (extract {{ extract_name }}) was ABORTED{% if error_text %}: {{ error_text }}{% endif %}" }
-- [[rule]]
-- level = "warning"
-- when  = "status == 'DISABLED' || (client_status != null && client_status == 'DETACHED')"
-- says  = { zh-CN = "OGG 捕获 {{ capture_name }}（抽取组 {{ extract_name }}）没有在跑（状态 {{ status }}，抽取进程未连接或已停）", en = "GoldenGate capture {{ capture_name }} (extract {{ extract_name }}) is not running (status {{ status }}, extract stopped or detached)" }
-- [[rule]]
-- level = "critical"
-- when  = "status == 'ENABLED' && lag_s != null && lag_s >= limits.lag_crit_s"
-- says  = { zh-CN = "OGG 捕获 {{ capture_name }}（抽取组 {{ extract_name }}）延迟 {{ lag_s | duration }}（限 {{ limits.lag_crit_s | duration }}）", en = "GoldenGate capture {{ capture_name }} (extract {{ extract_name }}) lags {{ lag_s | duration }} (limit {{ limits.lag_crit_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- when  = "status == 'ENABLED' && lag_s != null && lag_s >= limits.lag_warn_s"
-- says  = { zh-CN = "OGG 捕获 {{ capture_name }}（抽取组 {{ extract_name }}）延迟 {{ lag_s | duration }}（限 {{ limits.lag_warn_s | duration }}）", en = "GoldenGate capture {{ capture_name }} (extract {{ extract_name }}) lags {{ lag_s | duration }} (limit {{ limits.lag_warn_s | duration }})" }
-- [[rule]]
-- level = "note"
-- when  = "status == 'ENABLED' && idle_s != null && idle_s >= limits.idle_s"
-- says  = { zh-CN = "OGG 捕获 {{ capture_name }}（抽取组 {{ extract_name }}）已 {{ idle_s | duration }} 没有捕获到变更：源表空闲、长事务或挂住，请用 send extract status 判断", en = "GoldenGate capture {{ capture_name }} (extract {{ extract_name }}) has captured nothing for {{ idle_s | duration }}: idle source, long transaction or stuck; send extract status tells" }
-- [[rule]]
-- level = "note"
-- when  = "status == 'ENABLED' && lag_s == null"
-- says  = { zh-CN = "OGG 捕获 {{ capture_name }}（抽取组 {{ extract_name }}）没有运行数据，延迟未知", en = "GoldenGate capture {{ capture_name }} (extract {{ extract_name }}) shows no figures: its lag is unknown" }
-- [[example]]
-- name   = "just started: no figures yet"
-- rows   = [["", "OGG$CAP_EXT_SBF", "EXT_SBF", "ENABLED", "ATTACHED", 1, "INITIALIZING", "", 0.0, 0.0, "17643218500000", ""]]
-- null   = [[0, "lag_s"], [0, "idle_s"]]
-- expect = "note"
-- says   = "延迟未知"
-- [[example]]
-- name   = "seconds behind"
-- rows   = [["", "OGG$CAP_EXT_SBF", "EXT_SBF", "ENABLED", "ATTACHED", 1, "CAPTURING CHANGES", "2026-11-22 07:59:58", 3.0, 2.0, "17643218500000", ""]]
-- expect = "ok"
-- [[example]]
-- name   = "aborted"
-- rows   = [["", "OGG$CAP_EXT_SBF", "EXT_SBF", "ABORTED", "DETACHED", 0, "", "", 0.0, 0.0, "17643218500000", "ORA-01291: missing log file"]]
-- null   = [[0, "inst_id"], [0, "lag_s"], [0, "idle_s"]]
-- expect = "critical"
-- says   = "ORA-01291"
-- [[example]]
-- name   = "extract stopped"
-- rows   = [["CDB$ROOT", "OGG$CAP_EXT_SBF", "EXT_SBF", "ENABLED", "DETACHED", 0, "", "", 0.0, 0.0, "", ""]]
-- null   = [[0, "inst_id"], [0, "lag_s"], [0, "idle_s"]]
-- expect = "warning"
-- [[example]]
-- name   = "a quarter of an hour behind"
-- rows   = [["", "OGG$CAP_EXT_SBF", "EXT_SBF", "ENABLED", "ATTACHED", 1, "CAPTURING CHANGES", "2026-11-22 07:59:58", 900.0, 2.0, "17643218500000", ""]]
-- expect = "warning"
-- says   = "延迟"
-- [[example]]
-- name   = "an hour behind"
-- rows   = [["", "OGG$CAP_EXT_SBF", "EXT_SBF", "ENABLED", "ATTACHED", 1, "CAPTURING CHANGES", "2026-11-22 07:59:58", 3600.0, 2.0, "17643218500000", ""]]
-- expect = "critical"
-- [[example]]
-- name   = "nothing captured for two hours, no lag"
-- rows   = [["", "OGG$CAP_EXT_SBF", "EXT_SBF", "ENABLED", "ATTACHED", 1, "WAITING FOR REDO", "2026-11-22 06:00:00", 3.0, 7200.0, "17643218500000", ""]]
-- expect = "note"
-- [[example]]
-- name   = "no GoldenGate here"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) con_name,
       c.capture_name,
       nvl(substr(c.client_name, 1, 128), g.extract_name) extract_name,
       c.status,
       c.client_status,
       g.inst_id,
       substr(g.state, 1, 200) state,
       g.capture_time,
       round((g.capture_time - g.capture_message_create_time) * 86400) lag_s,
       round((sysdate - g.capture_time) * 86400) idle_s,
       to_char(c.required_checkpoint_scn, 'TM9') required_scn,
       substr(c.error_message, 1, 300) error_text
  from dba_capture c
  left join gv$goldengate_capture g on g.capture_name = c.capture_name
 where upper(c.purpose) like 'GOLDENGATE%'
 order by c.capture_name
