-- +++
-- id      = "db.parameter"
-- req     = ["DB-23", "HO-12"]
-- title   = { zh-CN = "初始化参数（非默认值与安全相关项）", en = "Parameters (other than default, and those of security)" }
-- why     = { zh-CN = "参数被改而没有记录，出问题时无从追溯；几个不安全的取值会直接放开登录和审计。", en = "A parameter changed without a record cannot be traced when something breaks; a few unsafe values open logon and auditing." }
-- advice  = { zh-CN = "与《系统调整记录单》核对：有记录的执行 opsctl baseline accept 更新基线；没有记录的查告警日志中的 ALTER SYSTEM 行找到时间和修改人，补记录，不合适的改回原值。", en = "Compare with the change records: if recorded, accept the new baseline (opsctl baseline accept); if not, find the ALTER SYSTEM line in the alert log, record it after the fact, and set back what is wrong." }
-- cadence = "half-yearly"
-- on      = { open = false }
-- subject = ["con_name", "inst_id", "name"]
-- # resource_manager_plan is left out while a scheduler window has set it: it changes every night.
-- empty   = "unknown"
-- baseline = true
-- watch   = ["value"]
-- gone_says = { zh-CN = "参数 {{ name }}（基线值 {{ value }}）已恢复默认", en = "Parameter {{ name }} (baseline {{ value }}) is back at its default" }
-- column.con_name     = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.inst_id      = { type = "integer", title = { zh-CN = "实例号", en = "Instance" } }
-- column.name         = { type = "text",    title = { zh-CN = "参数", en = "Parameter" } }
-- column.value        = { type = "text",    title = { zh-CN = "值", en = "Value" } }
-- column.isdefault    = { type = "text",    title = { zh-CN = "默认", en = "Default" } }
-- column.ismodified   = { type = "text",    title = { zh-CN = "启动后修改", en = "Modified" } }
-- column.isdeprecated = { type = "text",    title = { zh-CN = "不建议使用", en = "Deprecated" } }
-- column.issue        = { type = "text",    title = { zh-CN = "问题", en = "Issue" } }
-- [[rule]]
-- level = "warning"
-- topic = "baseline"
-- when  = "has_baseline && changed"
-- says  = { zh-CN = "参数 {{ name }} 现为 {{ value }}，与基线值 {{ was.value }} 不同", en = "Parameter {{ name }} is {{ value }}, {{ was.value }} in the baseline" }
-- [[rule]]
-- level = "note"
-- topic = "baseline"
-- when  = "has_baseline && !known && !changed && isdefault != 'TRUE'"
-- says  = { zh-CN = "参数 {{ name }} = {{ value }}，不在基线中（新设置）", en = "Parameter {{ name }} = {{ value }} is not in the baseline (newly set)" }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'REMOTE_OS_AUTHENT'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：允许远程操作系统认证：任何客户端都可冒用 OPS$ 用户免密登录", en = "{{ name }} = {{ value }}: remote OS authentication is allowed: any client may pose as an OPS$ user without a password" }
-- advice = { zh-CN = "执行 alter system set remote_os_authent=false scope=spfile，在维护窗口重启生效；确有 OPS$ 用户的改为口令或钱包认证。", en = "alter system set remote_os_authent=false scope=spfile, restart in a maintenance window; move OPS$ users to passwords or a wallet." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'REMOTE_OS_ROLES'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：允许远程操作系统授予角色", en = "{{ name }} = {{ value }}: roles are granted by the remote operating system" }
-- advice = { zh-CN = "执行 alter system set remote_os_roles=false scope=spfile，在维护窗口重启生效。", en = "alter system set remote_os_roles=false scope=spfile, restart in a maintenance window." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'O7_DICTIONARY'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：ANY 类权限可越权访问 SYS 对象", en = "{{ name }} = {{ value }}: ANY privileges reach SYS objects" }
-- advice = { zh-CN = "执行 alter system set o7_dictionary_accessibility=false scope=spfile 并重启；需要读数据字典的用户单独授 select any dictionary 或具体视图。", en = "alter system set o7_dictionary_accessibility=false scope=spfile and restart; grant select any dictionary or the views themselves where the dictionary is read." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'CASE_INSENSITIVE'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：口令不区分大小写，强度大减，且与新版客户端不兼容", en = "{{ name }} = {{ value }}: passwords ignore case, which weakens them and shuts out new clients" }
-- advice = { zh-CN = "先确认各应用口令大小写正确，再执行 alter system set sec_case_sensitive_logon=true；dba_users.password_versions 只有 10G 的用户需重设口令。", en = "See that all applications use the right case, then alter system set sec_case_sensitive_logon=true; accounts with only 10G in dba_users.password_versions need a new password." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'NO_AUDIT'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：未启用传统审计", en = "{{ name }} = {{ value }}: traditional auditing is off" }
-- advice = { zh-CN = "12c 以上先查是否已用统一审计：select value from v$option where parameter = 'Unified Auditing'，并查 audit_unified_enabled_policies；都没有的按等保要求启用：alter system set audit_trail=db scope=spfile 并重启，同时安排 AUD$ 的清理和独立表空间。", en = "On 12c and later see whether unified auditing is used: select value from v$option where parameter = 'Unified Auditing', and audit_unified_enabled_policies; if neither, enable it: alter system set audit_trail=db scope=spfile and restart; give AUD$ its own tablespace and a purge job." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'SYS_NOT_AUDITED'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：SYSDBA 的操作不留审计", en = "{{ name }} = {{ value }}: what SYSDBA does is not audited" }
-- advice = { zh-CN = "执行 alter system set audit_sys_operations=true scope=spfile 并重启；审计文件写到 audit_file_dest，注意该目录空间与权限。", en = "alter system set audit_sys_operations=true scope=spfile and restart; files go to audit_file_dest: mind its space and its rights." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'RECYCLEBIN_OFF'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：回收站关闭，误删表后不能 flashback table … to before drop", en = "{{ name }} = {{ value }}: the recycle bin is off: a dropped table cannot be flashed back" }
-- advice = { zh-CN = "执行 alter system set recyclebin=on deferred（新会话生效）；担心空间的安排作业定期 purge，不要整体关闭。", en = "alter system set recyclebin=on deferred (new sessions); if space is the worry, purge regularly by a job rather than turning it off." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'NO_CHECKSUM'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：数据块不写校验和，存储损坏不能及时发现", en = "{{ name }} = {{ value }}: blocks are written without checksums: storage corruption goes unnoticed" }
-- advice = { zh-CN = "执行 alter system set db_block_checksum=typical（在线生效，CPU 开销约 1%–2%）。", en = "alter system set db_block_checksum=typical (online, 1 to 2 % of CPU)." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'STATISTICS_BASIC'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：统计级别为 BASIC，自动统计、各类建议和告警都不工作", en = "{{ name }} = {{ value }}: the statistics level is BASIC: automatic statistics, advisors and alerts do not work" }
-- advice = { zh-CN = "执行 alter system set statistics_level=typical（在线生效）。", en = "alter system set statistics_level=typical (online)." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'UTL_FILE_ANY'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：UTL_FILE 可读写任意目录", en = "{{ name }} = {{ value }}: UTL_FILE may read and write any directory" }
-- advice = { zh-CN = "改用 directory 对象：为每个目录 create directory 并只授给需要的用户，再执行 alter system reset utl_file_dir scope=spfile 并重启。", en = "Use directory objects, granted to those who need them, then alter system reset utl_file_dir scope=spfile and restart." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'HIDDEN'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：设置了隐含参数", en = "{{ name }} = {{ value }}: a hidden parameter is set" }
-- advice = { zh-CN = "核对设置它的依据（SR 号或补丁说明）并记入《系统调整记录单》；没有依据或升级后不再需要的，在测试库验证后 alter system reset 去掉。", en = "Find the service request or patch note it was set for, and keep that in the change record; if there is none, or an upgrade made it needless, test without it and alter system reset it." }
-- [[rule]]
-- level = "note"
-- topic = "setting"
-- when  = "issue == 'DEPRECATED'"
-- says  = { zh-CN = "{{ name }} = {{ value }}：该参数已不建议使用", en = "{{ name }} = {{ value }}: the parameter is deprecated" }
-- advice = { zh-CN = "查官方参考手册中的替代参数，下次升级前改掉并 alter system reset，否则升级或启动时报 ORA-32004。", en = "See the Reference for what replaces it, change and alter system reset before the next upgrade: otherwise startup says ORA-32004." }
-- [[example]]
-- name   = "nothing to say without a baseline"
-- rows   = [["", 1, "processes", "1500", "FALSE", "FALSE", "FALSE", ""], ["", 1, "recyclebin", "on", "TRUE", "FALSE", "FALSE", ""], ["", 1, "local_listener", "", "FALSE", "FALSE", "FALSE", ""]]
-- null   = [[0, "issue"]]
-- expect = "ok"
-- [[example]]
-- name   = "as accepted"
-- rows   = [["", 1, "processes", "1500", "FALSE", "FALSE", "FALSE", ""]]
-- baseline = [["", 1, "processes", "1500", "FALSE", "FALSE", "FALSE", ""]]
-- expect = "ok"
-- [[example]]
-- name   = "changed since"
-- rows   = [["", 1, "processes", "3000", "FALSE", "FALSE", "FALSE", ""]]
-- baseline = [["", 1, "processes", "1500", "FALSE", "FALSE", "FALSE", ""]]
-- expect = "warning"
-- says   = "1500"
-- [[example]]
-- name   = "newly set"
-- rows   = [["", 1, "processes", "1500", "FALSE", "FALSE", "FALSE", ""], ["", 1, "open_cursors", "3000", "FALSE", "FALSE", "FALSE", ""]]
-- baseline = [["", 1, "processes", "1500", "FALSE", "FALSE", "FALSE", ""]]
-- expect = "note"
-- says   = "open_cursors"
-- [[example]]
-- name   = "remote_os_authent = TRUE"
-- rows   = [["", 1, "remote_os_authent", "TRUE", "FALSE", "FALSE", "FALSE", "REMOTE_OS_AUTHENT"]]
-- expect = "note"
-- says   = "remote_os_authent"
-- [[example]]
-- name   = "remote_os_roles = TRUE"
-- rows   = [["", 1, "remote_os_roles", "TRUE", "FALSE", "FALSE", "FALSE", "REMOTE_OS_ROLES"]]
-- expect = "note"
-- says   = "remote_os_roles"
-- [[example]]
-- name   = "o7_dictionary_accessibility = TRUE"
-- rows   = [["", 1, "o7_dictionary_accessibility", "TRUE", "FALSE", "FALSE", "FALSE", "O7_DICTIONARY"]]
-- expect = "note"
-- says   = "o7_dictionary_accessibility"
-- [[example]]
-- name   = "sec_case_sensitive_logon = FALSE"
-- rows   = [["", 1, "sec_case_sensitive_logon", "FALSE", "FALSE", "FALSE", "FALSE", "CASE_INSENSITIVE"]]
-- expect = "note"
-- says   = "sec_case_sensitive_logon"
-- [[example]]
-- name   = "audit_trail = NONE"
-- rows   = [["", 1, "audit_trail", "NONE", "FALSE", "FALSE", "FALSE", "NO_AUDIT"]]
-- expect = "note"
-- says   = "audit_trail"
-- [[example]]
-- name   = "audit_sys_operations = FALSE"
-- rows   = [["", 1, "audit_sys_operations", "FALSE", "FALSE", "FALSE", "FALSE", "SYS_NOT_AUDITED"]]
-- expect = "note"
-- says   = "audit_sys_operations"
-- [[example]]
-- name   = "recyclebin = OFF"
-- rows   = [["", 1, "recyclebin", "OFF", "FALSE", "FALSE", "FALSE", "RECYCLEBIN_OFF"]]
-- expect = "note"
-- says   = "recyclebin"
-- [[example]]
-- name   = "db_block_checksum = OFF"
-- rows   = [["", 1, "db_block_checksum", "OFF", "FALSE", "FALSE", "FALSE", "NO_CHECKSUM"]]
-- expect = "note"
-- says   = "db_block_checksum"
-- [[example]]
-- name   = "statistics_level = BASIC"
-- rows   = [["", 1, "statistics_level", "BASIC", "FALSE", "FALSE", "FALSE", "STATISTICS_BASIC"]]
-- expect = "note"
-- says   = "statistics_level"
-- [[example]]
-- name   = "utl_file_dir = *"
-- rows   = [["", 1, "utl_file_dir", "*", "FALSE", "FALSE", "FALSE", "UTL_FILE_ANY"]]
-- expect = "note"
-- says   = "utl_file_dir"
-- [[example]]
-- name   = "_optimizer_use_feedback = FALSE"
-- rows   = [["", 1, "_optimizer_use_feedback", "FALSE", "FALSE", "FALSE", "FALSE", "HIDDEN"]]
-- expect = "note"
-- says   = "_optimizer_use_feedback"
-- [[example]]
-- name   = "background_dump_dest = /u01/diag"
-- rows   = [["", 1, "background_dump_dest", "/u01/diag", "FALSE", "FALSE", "TRUE", "DEPRECATED"]]
-- expect = "note"
-- says   = "background_dump_dest"
-- [[example]]
-- name   = "not readable"
-- rows   = []
-- expect = "unknown"
-- +++
select cast(null as varchar2(128)) as con_name,
       p.inst_id,
       p.name,
       substr(p.value, 1, 1000) as value,
       p.isdefault,
       p.ismodified,
       p.isdeprecated,
       case when lower(p.name) = 'remote_os_authent' and upper(p.value) = 'TRUE' then 'REMOTE_OS_AUTHENT'
            when lower(p.name) = 'remote_os_roles' and upper(p.value) = 'TRUE' then 'REMOTE_OS_ROLES'
            when lower(p.name) = 'o7_dictionary_accessibility' and upper(p.value) = 'TRUE' then 'O7_DICTIONARY'
            when lower(p.name) = 'sec_case_sensitive_logon' and upper(p.value) = 'FALSE' then 'CASE_INSENSITIVE'
            when lower(p.name) = 'audit_trail' and upper(p.value) in ('NONE', 'FALSE') then 'NO_AUDIT'
            when lower(p.name) = 'audit_sys_operations' and upper(p.value) = 'FALSE' then 'SYS_NOT_AUDITED'
            when lower(p.name) = 'recyclebin' and upper(p.value) = 'OFF' then 'RECYCLEBIN_OFF'
            when lower(p.name) = 'db_block_checksum' and upper(p.value) in ('OFF', 'FALSE') then 'NO_CHECKSUM'
            when lower(p.name) = 'statistics_level' and upper(p.value) = 'BASIC' then 'STATISTICS_BASIC'
            when lower(p.name) = 'utl_file_dir' and p.value like '%*%' then 'UTL_FILE_ANY'
            when substr(p.name, 1, 1) = '_' then 'HIDDEN'
            when p.isdeprecated = 'TRUE' and (p.isdefault = 'FALSE' or p.ismodified <> 'FALSE') then 'DEPRECATED'
       end as issue
  from gv$system_parameter p
 where (p.isdefault = 'FALSE'
        or p.ismodified <> 'FALSE'
        or lower(p.name) in ('remote_os_authent', 'remote_os_roles', 'o7_dictionary_accessibility', 'sec_case_sensitive_logon',
                             'audit_trail', 'audit_sys_operations', 'recyclebin', 'db_block_checksum', 'statistics_level',
                             'utl_file_dir'))
   and not (p.name = 'resource_manager_plan' and nvl(p.value, '-') like 'SCHEDULER[%')
 order by p.name, p.inst_id
