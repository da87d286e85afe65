-- +++
-- id      = "db.instance"
-- req     = ["DB-01"]
-- title   = { zh-CN = "实例运行状态", en = "Instance state" }
-- why     = { zh-CN = "实例不在应有的状态时业务连不上或写不进去；归档停住时整库挂起。", en = "When an instance is not in its proper state users cannot connect or write; a stopped archiver hangs the whole database." }
-- advice  = { zh-CN = "先看告警日志最后 200 行找原因，按该条结论的建议处理；处理完重新巡检本项，并填写故障处理报告。", en = "First read the last 200 lines of the alert log for the cause, then follow the advice of the finding; inspect again afterwards and write the fault report." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = ["instance_name"]
-- empty   = "unknown"
-- metric  = ["uptime_s", "startup_epoch"]
-- column.inst_id         = { type = "integer", title = { zh-CN = "实例号", en = "No." } }
-- column.instance_name   = { type = "text",    title = { zh-CN = "实例名", en = "Instance" } }
-- column.host_name       = { type = "text",    title = { zh-CN = "主机", en = "Host" } }
-- column.status          = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.database_role   = { type = "text",    title = { zh-CN = "角色", en = "Role" } }
-- column.open_mode       = { type = "text",    title = { zh-CN = "打开方式", en = "Open mode" } }
-- column.log_mode        = { type = "text",    title = { zh-CN = "归档模式", en = "Log mode" } }
-- column.archiver        = { type = "text",    title = { zh-CN = "归档进程", en = "Archiver" } }
-- column.log_switch_wait = { type = "text",    title = { zh-CN = "日志切换等待", en = "Log switch wait" } }
-- column.logins          = { type = "text",    title = { zh-CN = "登录限制", en = "Logins" } }
-- column.database_status = { type = "text",    title = { zh-CN = "数据库状态", en = "Database status" } }
-- column.active_state    = { type = "text",    title = { zh-CN = "静默状态", en = "Active state" } }
-- column.blocked         = { type = "text",    title = { zh-CN = "服务阻塞", en = "Blocked" } }
-- column.startup_time    = { type = "time",    title = { zh-CN = "启动时间", en = "Started" } }
-- column.uptime_s        = { type = "number",  unit = "seconds", title = { zh-CN = "运行时长", en = "Uptime" } }
-- column.startup_epoch   = { type = "integer", title = { zh-CN = "启动时刻（秒）", en = "Start (epoch)" } }
-- show    = ["instance_name", "host_name", "status", "database_role", "open_mode", "archiver", "logins", "startup_time", "uptime_s"]
-- # The row MISSING is made from V$THREAD: a redo thread of a running cluster database that is enabled but not open belongs to
-- # an instance that GV$INSTANCE no longer shows (T10: a dead instance simply disappears). Only on a cluster that is open
-- # read-write: a standby's control file repeats the primary's threads. RAC One Node keeps a closed thread, hence a warning.
-- [[rule]]
-- level = "critical"
-- topic = "state"
-- when  = "status in ['STARTED', 'MOUNTED'] && !(database_role in ['PHYSICAL STANDBY', 'FAR SYNC'])"
-- says  = { zh-CN = "实例 {{ instance_name }} 状态为 {{ status }}：{{ database_role }} 库没有打开，业务无法使用", en = "Instance {{ instance_name }} is {{ status }}: the {{ database_role }} database is not open and cannot be used" }
-- advice = { zh-CN = "查看告警日志中没有打开的原因（ORA-01157、ORA-01113、ORA-00205 等）。确认文件完好后以 SYSDBA 执行 alter database open；如提示需要恢复，先 recover database，不要 open resetlogs。", en = "Find in the alert log why it did not open (ORA-01157, ORA-01113, ORA-00205 …). When the files are sound run alter database open as SYSDBA; if it asks for recovery, recover database first, never open resetlogs." }
-- [[rule]]
-- level = "critical"
-- topic = "state"
-- when  = "status == 'OPEN MIGRATE'"
-- says  = { zh-CN = "实例 {{ instance_name }} 以升级方式打开（OPEN MIGRATE），业务用户无法登录", en = "Instance {{ instance_name }} is open for upgrade (OPEN MIGRATE); users cannot log in" }
-- advice = { zh-CN = "确认是否有正在进行的升级或打补丁。没有则以 SYSDBA 执行 shutdown immediate 后 startup 正常打开；有则等脚本完成并核对 dba_registry 后再重启。", en = "Ask whether an upgrade or patching is under way. If not, shutdown immediate and startup as SYSDBA; if so, wait for the scripts, check dba_registry, then restart." }
-- [[rule]]
-- level = "warning"
-- topic = "state"
-- when  = "status == 'MISSING'"
-- says  = { zh-CN = "集群节点实例 {{ instance_name }}（线程 {{ inst_id }}）没有运行：线程已启用但处于关闭状态", en = "Cluster instance {{ instance_name }} (thread {{ inst_id }}) is not running: its thread is enabled but closed" }
-- advice = { zh-CN = "在该节点执行 srvctl status database -d <库名> 和 crsctl stat res -t，查看实例为何停止；计划内停机请登记，否则 srvctl start instance 拉起。节点已撤销的，执行 alter database disable thread <线程号>。", en = "Run srvctl status database -d <db> and crsctl stat res -t to see why it stopped; register a planned stop, otherwise srvctl start instance. If the node is gone for good: alter database disable thread <n>." }
-- [[rule]]
-- level = "note"
-- topic = "state"
-- when  = "!(status in ['STARTED', 'MOUNTED', 'OPEN', 'OPEN MIGRATE', 'MISSING'])"
-- says  = { zh-CN = "实例 {{ instance_name }} 的状态 {{ status }} 不在已知范围内", en = "Instance {{ instance_name }} has the unknown status {{ status }}" }
-- [[rule]]
-- level = "critical"
-- topic = "archiver"
-- when  = "status != 'MISSING' && archiver == 'FAILED'"
-- says  = { zh-CN = "实例 {{ instance_name }} 归档失败（ARCHIVER=FAILED），联机日志写满后整库挂起", en = "Archiving of instance {{ instance_name }} failed (ARCHIVER=FAILED); the database hangs as soon as the online logs are full" }
-- advice = { zh-CN = "先看归档目的地是否已满：查 v$recovery_file_dest 和归档文件系统。快速恢复区满：用 RMAN 备份并删除归档（backup archivelog all delete input），或临时加大 db_recovery_file_dest_size。不要只在操作系统层删文件；腾出空间后归档会自动继续。", en = "See first whether the destination is full: v$recovery_file_dest and the archive file system. FRA full: back up and delete archived logs with RMAN (backup archivelog all delete input) or raise db_recovery_file_dest_size for now. Never just delete files in the OS; archiving goes on by itself once there is room." }
-- [[rule]]
-- level = "critical"
-- topic = "archiver"
-- when  = "status == 'OPEN' && archiver == 'STOPPED' && log_mode == 'ARCHIVELOG'"
-- says  = { zh-CN = "实例 {{ instance_name }} 为归档模式，但归档进程已停止（ARCHIVER=STOPPED）", en = "Instance {{ instance_name }} is in ARCHIVELOG mode but its archiver is stopped" }
-- advice = { zh-CN = "以 SYSDBA 执行 archive log list 核对，再执行 alter system archive log start（或 archive log all）；随后查 v$archive_dest 的 STATUS、ERROR。", en = "Check with archive log list as SYSDBA, then alter system archive log start (or archive log all); then look at STATUS and ERROR of v$archive_dest." }
-- [[rule]]
-- level = "critical"
-- topic = "log switch"
-- when  = "log_switch_wait != null && log_switch_wait != 'CHECKPOINT'"
-- says  = { zh-CN = "实例 {{ instance_name }} 日志切换被卡住，正在等待 {{ log_switch_wait }}，所有写入已停止", en = "The log switch of instance {{ instance_name }} is stuck waiting for {{ log_switch_wait }}; all writes have stopped" }
-- advice = { zh-CN = "立即处理归档：查 v$archive_dest 的 ERROR 和快速恢复区余量，按 ORA-19809/ORA-00257 腾空间或加大 db_recovery_file_dest_size；恢复后确认 v$instance.log_switch_wait 为空。", en = "Deal with archiving at once: ERROR of v$archive_dest and room in the FRA; make room or raise db_recovery_file_dest_size (ORA-19809, ORA-00257); afterwards v$instance.log_switch_wait must be null." }
-- [[rule]]
-- level = "warning"
-- topic = "log switch"
-- when  = "log_switch_wait != null && log_switch_wait == 'CHECKPOINT'"
-- says  = { zh-CN = "实例 {{ instance_name }} 日志切换在等待检查点完成", en = "The log switch of instance {{ instance_name }} waits for a checkpoint" }
-- advice = { zh-CN = "隔一分钟再看一次；持续出现说明联机日志组太少或太小，或磁盘写入太慢：对照告警日志中 Checkpoint not complete 的次数，安排增加日志组或加大日志文件。", en = "Look again after a minute; if it stays, the online log groups are too few or too small, or the disks too slow: compare with Checkpoint not complete in the alert log and plan more or larger groups." }
-- [[rule]]
-- level = "critical"
-- topic = "logins"
-- when  = "status == 'OPEN' && logins == 'RESTRICTED'"
-- says  = { zh-CN = "实例 {{ instance_name }} 处于限制登录状态（RESTRICTED），业务用户连接报 ORA-01035", en = "Instance {{ instance_name }} is in restricted mode; users get ORA-01035" }
-- advice = { zh-CN = "确认没有正在进行的维护后执行 alter system disable restricted session，再从应用侧试连一次。", en = "When no maintenance is under way run alter system disable restricted session, then try a connection from the application side." }
-- [[rule]]
-- level = "critical"
-- topic = "suspended"
-- when  = "status != 'MISSING' && database_status == 'SUSPENDED'"
-- says  = { zh-CN = "实例 {{ instance_name }} 已被挂起（SUSPENDED），数据文件和控制文件的读写全部暂停", en = "Instance {{ instance_name }} is SUSPENDED: all I/O to data files and control files is halted" }
-- advice = { zh-CN = "多为存储快照脚本中途退出所致。确认快照已结束，执行 alter system resume。", en = "Usually a storage snapshot script that died half-way. Make sure the snapshot is over, then alter system resume." }
-- [[rule]]
-- level = "warning"
-- topic = "suspended"
-- when  = "status != 'MISSING' && database_status == 'INSTANCE RECOVERY'"
-- says  = { zh-CN = "实例 {{ instance_name }} 正在做实例恢复", en = "Instance {{ instance_name }} is in instance recovery" }
-- advice = { zh-CN = "说明实例或集群中另一节点刚刚异常退出。等恢复完成后重新巡检，并在告警日志中查清异常退出的原因。", en = "This instance or another node has just crashed. Inspect again when recovery is done and find the cause in the alert log." }
-- [[rule]]
-- level = "critical"
-- topic = "quiesce"
-- when  = "status != 'MISSING' && active_state == 'QUIESCED'"
-- says  = { zh-CN = "实例 {{ instance_name }} 处于静默状态（QUIESCED），除 SYS、SYSTEM 外的会话都被挂住", en = "Instance {{ instance_name }} is QUIESCED: all sessions but those of SYS and SYSTEM hang" }
-- advice = { zh-CN = "与发起维护的人确认后执行 alter system unquiesce。", en = "Agree with whoever started the maintenance, then alter system unquiesce." }
-- [[rule]]
-- level = "warning"
-- topic = "quiesce"
-- when  = "status != 'MISSING' && active_state == 'QUIESCING'"
-- says  = { zh-CN = "实例 {{ instance_name }} 正在进入静默状态（QUIESCING）", en = "Instance {{ instance_name }} is QUIESCING" }
-- advice = { zh-CN = "确认是否为计划内维护；不是则执行 alter system unquiesce。", en = "Ask whether this is planned; if not, alter system unquiesce." }
-- [[rule]]
-- level = "critical"
-- topic = "blocked"
-- when  = "status != 'MISSING' && blocked == 'YES'"
-- says  = { zh-CN = "实例 {{ instance_name }} 的服务全部被阻塞（BLOCKED=YES）", en = "All services of instance {{ instance_name }} are blocked (BLOCKED=YES)" }
-- advice = { zh-CN = "检查集群状态（crsctl stat res -t）和告警日志中的驱逐、重配置信息；节点无法恢复时按集群应急预案处理。", en = "Look at the cluster (crsctl stat res -t) and at evictions or reconfigurations in the alert log; if the node does not recover follow the cluster emergency plan." }
-- [[rule]]
-- level = "note"
-- topic = "restart"
-- when  = "startup_epoch != null && prev('startup_epoch') != null && startup_epoch - prev('startup_epoch') > 60.0"
-- says  = { zh-CN = "实例 {{ instance_name }} 上次巡检后重启过，已运行 {{ uptime_s | duration }}", en = "Instance {{ instance_name }} has restarted since the last look, up for {{ uptime_s | duration }}" }
-- advice = { zh-CN = "核对是否为计划内重启；不是则从告警日志中查清停库原因，写入故障处理报告。", en = "Was it planned? If not, find the reason of the shutdown in the alert log and put it in the fault report." }
-- [[example]]
-- name   = "open primary; log_switch_wait is NULL"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- prev   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3476545.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "a mounted physical standby is right"
-- rows   = [[1, "SWCDBDG", "swdb02", "MOUNTED", "PHYSICAL STANDBY", "MOUNTED", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "a mounted primary is not"
-- rows   = [[1, "SWCDB", "swdb01", "MOUNTED", "PRIMARY", "MOUNTED", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "critical"
-- says   = "没有打开"
-- [[example]]
-- name   = "open for upgrade"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN MIGRATE", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "RESTRICTED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "critical"
-- says   = "OPEN MIGRATE"
-- [[example]]
-- name   = "the second node of a cluster is gone; most columns are NULL"
-- rows   = [[1, "SW1", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455], [2, "SW2", "", "MISSING", "PRIMARY", "READ WRITE", "ARCHIVELOG", "", "", "", "", "", "", "", 0.0, 0]]
-- null   = [[1, "startup_time"], [1, "uptime_s"], [1, "startup_epoch"]]
-- expect = "warning"
-- says   = "没有运行"
-- [[example]]
-- name   = "an unknown word"
-- rows   = [[1, "SWCDB", "swdb01", "OPENING", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "note"
-- [[example]]
-- name   = "archiver failed and the log switch stuck"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "FAILED", "ARCHIVE LOG", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "critical"
-- [[example]]
-- name   = "archiver stopped in ARCHIVELOG mode"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STOPPED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "critical"
-- says   = "STOPPED"
-- [[example]]
-- name   = "archiver stopped in NOARCHIVELOG mode"
-- rows   = [[1, "TEST", "swdb09", "OPEN", "PRIMARY", "READ WRITE", "NOARCHIVELOG", "STOPPED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "waits for a checkpoint"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "CHECKPOINT", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "warning"
-- says   = "检查点"
-- [[example]]
-- name   = "log switch waits for archiving"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "ARCHIVE LOG", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "critical"
-- says   = "日志切换被卡住"
-- [[example]]
-- name   = "restricted"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "RESTRICTED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "critical"
-- says   = "RESTRICTED"
-- [[example]]
-- name   = "suspended"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "SUSPENDED", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "critical"
-- says   = "SUSPENDED"
-- [[example]]
-- name   = "in instance recovery"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "INSTANCE RECOVERY", "NORMAL", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "warning"
-- [[example]]
-- name   = "quiesced"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "QUIESCED", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "critical"
-- [[example]]
-- name   = "quiescing"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "QUIESCING", "NO", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "warning"
-- [[example]]
-- name   = "blocked"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "NORMAL", "YES", "2026-10-12 02:17:35", 3562945.0, 1791771455]]
-- expect = "critical"
-- says   = "BLOCKED"
-- [[example]]
-- name   = "restarted since the last look"
-- rows   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-11-22 02:00:00", 21600.0, 1795312800]]
-- prev   = [[1, "SWCDB", "swdb01", "OPEN", "PRIMARY", "READ WRITE", "ARCHIVELOG", "STARTED", "", "ALLOWED", "ACTIVE", "NORMAL", "NO", "2026-10-12 02:17:35", 3476545.0, 1791771455]]
-- expect = "note"
-- says   = "重启过"
-- [[example]]
-- name   = "no answer"
-- rows   = []
-- expect = "unknown"
-- +++
select i.inst_id,
       i.instance_name,
       i.host_name,
       i.status,
       d.database_role,
       d.open_mode,
       d.log_mode,
       i.archiver,
       i.log_switch_wait,
       i.logins,
       i.database_status,
       i.active_state,
       i.blocked,
       i.startup_time,
       round((sysdate - i.startup_time) * 86400)                                 as uptime_s,
       round((i.startup_time - to_date('1970-01-01', 'YYYY-MM-DD')) * 86400)     as startup_epoch
  from gv$instance i
 cross join v$database d
 union all
select t.thread#,
       nvl(t.instance, 'thread ' || to_char(t.thread#)),
       cast(null as varchar2(64)),
       'MISSING',
       d.database_role,
       d.open_mode,
       d.log_mode,
       cast(null as varchar2(7)),
       cast(null as varchar2(15)),
       cast(null as varchar2(10)),
       cast(null as varchar2(17)),
       cast(null as varchar2(9)),
       cast(null as varchar2(3)),
       cast(null as date),
       to_number(null),
       to_number(null)
  from v$thread t
 cross join v$database d
 where t.enabled <> 'DISABLED'
   and t.status = 'CLOSED'
   and d.open_mode = 'READ WRITE'
   and exists (select 1 from v$instance i where i.parallel = 'YES')
   and not exists (select 1 from gv$instance i where i.thread# = t.thread#)
 order by 1
