-- +++
-- id      = "db.archive-dest"
-- req     = ["DB-09"]
-- title   = { zh-CN = "归档去处", en = "Archive destinations" }
-- why     = { zh-CN = "本地归档失败，日志写满后数据库就停；备库传输失败，备库落后，主库出事时会丢数据。", en = "When local archiving fails the database stops once the logs are full; when shipping to the standby fails, a disaster loses data." }
-- advice  = { zh-CN = "看 ERROR 文本：ORA-19809/ORA-19815/ORA-00257 是归档空间满，扩 db_recovery_file_dest_size 或用 RMAN 备份后删除归档；ORA-12170/12541/12543 是到备库的网络或监听，在主库服务器上 tnsping 备库；ORA-01017/16191 是两边口令文件不一致，从主库复制口令文件过去；ORA-01031 同理。排除后执行 alter system set log_archive_dest_state_N=enable 立即重试，再看 V$ARCHIVE_DEST 是否回到 VALID。", en = "Read ERROR: ORA-19809/19815/00257 = no room, raise db_recovery_file_dest_size or back up and delete archived logs with RMAN; ORA-12170/12541/12543 = network or listener of the standby, tnsping it from the primary; ORA-01017/16191/01031 = password files differ, copy the primary's. Then alter system set log_archive_dest_state_N=enable to retry, and see V$ARCHIVE_DEST turn VALID." }
-- cadence = "daily"
-- on      = { open = false, when = "db.log_mode == 'ARCHIVELOG'" }
-- subject = ["inst_id", "dest_id"]
-- empty   = "unknown"
-- column.inst_id       = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.dest_id       = { type = "integer", title = { zh-CN = "编号", en = "Destination" } }
-- column.target_kind   = { type = "text",    title = { zh-CN = "对象", en = "Target" } }
-- column.destination   = { type = "text",    title = { zh-CN = "位置", en = "Location" } }
-- column.status        = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.fail_date     = { type = "time",    title = { zh-CN = "最近失败", en = "Last failure" } }
-- column.fail_sequence = { type = "integer", title = { zh-CN = "失败序列号", en = "Failed sequence" } }
-- column.failures      = { type = "integer", unit = "count", title = { zh-CN = "失败次数", en = "Failures" } }
-- column.error_text    = { type = "text",    title = { zh-CN = "错误", en = "Error" } }
-- [[rule]]
-- level = "critical"
-- when  = "status in ['ERROR', 'BAD PARAM', 'FULL', 'DISABLED']"
-- says  = { zh-CN = "归档去处 {{ dest_id }}（{{ target_kind }}，{{ destination }}）状态 {{ status }}{% if error_text %}：{{ error_text }}{% endif %}，失败 {{ failures }} 次", en = "Archive destination {{ dest_id }} ({{ target_kind }}, {{ destination }}) is {{ status }}{% if error_text %}: {{ error_text }}{% endif %}; {{ failures }} failures" }
-- [[rule]]
-- level = "warning"
-- when  = "error_text != null"
-- says  = { zh-CN = "归档去处 {{ dest_id }}（{{ target_kind }}，{{ destination }}）状态 {{ status }}，但带有错误：{{ error_text }}", en = "Archive destination {{ dest_id }} ({{ target_kind }}, {{ destination }}) is {{ status }} but carries an error: {{ error_text }}" }
-- [[rule]]
-- level  = "warning"
-- when   = "status == 'DEFERRED'"
-- says   = { zh-CN = "归档去处 {{ dest_id }}（{{ target_kind }}，{{ destination }}）被设为 DEFER，日志不再送往该处", en = "Archive destination {{ dest_id }} ({{ target_kind }}, {{ destination }}) is DEFERRED: no logs go there" }
-- advice = { zh-CN = "问清是否有意停传（如备库检修）。检修已结束的，执行 alter system set log_archive_dest_state_N=enable，并确认备库开始追日志；有意停传的，留意主库归档不要在备库收到之前被删。", en = "Ask whether this is meant (maintenance of the standby). If over, alter system set log_archive_dest_state_N=enable and see the standby catch up; if meant, keep the archived logs until it has them." }
-- [[rule]]
-- level = "note"
-- when  = "!(status in ['VALID', 'ALTERNATE', 'INACTIVE'])"
-- says  = { zh-CN = "归档去处 {{ dest_id }}（{{ destination }}）状态 {{ status }}，请核对", en = "Archive destination {{ dest_id }} ({{ destination }}) is {{ status }}; have a look" }
-- [[example]]
-- name   = "local and standby valid"
-- rows   = [[1, 1, "PRIMARY", "USE_DB_RECOVERY_FILE_DEST", "VALID", "", 0, 0, ""], [1, 2, "STANDBY", "swcdbdg", "VALID", "", 0, 0, ""]]
-- expect = "ok"
-- [[example]]
-- name   = "standby unreachable"
-- rows   = [[1, 2, "STANDBY", "swcdbdg", "ERROR", "2026-11-22 07:57:00", 88459, 74, "ORA-12170: TNS:Connect timeout occurred"]]
-- expect = "critical"
-- says   = "ORA-12170"
-- subject = "1 · 2"
-- [[example]]
-- name   = "disabled without a text"
-- rows   = [[1, 2, "STANDBY", "swcdbdg", "DISABLED", "", 0, 0, ""]]
-- expect = "critical"
-- [[example]]
-- name   = "valid with an error text still counts"
-- rows   = [[1, 2, "STANDBY", "swcdbdg", "VALID", "2026-11-22 07:57:00", 88459, 1, "ORA-16055: FAL request rejected"]]
-- expect = "warning"
-- [[example]]
-- name   = "deferred"
-- rows   = [[1, 2, "STANDBY", "swcdbdg", "DEFERRED", "", 0, 0, ""]]
-- expect = "warning"
-- says   = "DEFER"
-- [[example]]
-- name   = "a state we do not know"
-- rows   = [[1, 2, "STANDBY", "swcdbdg", "UNKNOWN", "", 0, 0, ""]]
-- expect = "note"
-- [[example]]
-- name   = "sequence unknown"
-- rows   = [[1, 1, "PRIMARY", "/u03/arch", "VALID", "", 0, 0, ""]]
-- null   = [[0, "fail_sequence"], [0, "failures"]]
-- expect = "ok"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select inst_id,
       dest_id,
       target target_kind,
       destination,
       status,
       fail_date,
       fail_sequence,
       failure_count failures,
       error error_text
  from gv$archive_dest
 where status <> 'INACTIVE'
   and destination is not null
 order by inst_id, dest_id
