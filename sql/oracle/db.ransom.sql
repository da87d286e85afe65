-- +++
-- id      = "db.ransom"
-- req     = ["HO-12"]
-- title   = { zh-CN = "勒索病毒对象（PL/SQL 客户端投毒）", en = "Objects of the SQL client ransomware" }
-- why     = { zh-CN = "2016 年起流行的勒索病毒藏在破解版 PL/SQL Developer 等客户端里，登录时在库中建触发器和过程，建库满一定天数后重启或登录即清空数据表、锁死登录。", en = "Ransomware in pirated SQL clients (since 2016) creates triggers and procedures at login; when the database is old enough, a restart or logon empties tables and locks everybody out." }
-- advice  = { zh-CN = "立即处理，不要重启数据库：1) 上报安全事件并保留现场（导出对象定义 dbms_metadata.get_ddl）；2) 以 SYSDBA 执行 alter trigger <用户>.<触发器> disable，再 drop 本表所列触发器和过程（名称末尾常带空格，须连同双引号原样书写）；3) 查 dba_jobs、dba_scheduler_jobs 中同名或可疑作业并停掉；4) 立刻做一次完整备份并核对 TAB$ 等字典；5) 找到带毒客户端：检查所有维护机的 AfterConnect.sql、login.sql、glogin.sql、toad.ini，更换正版客户端；6) 收回应用账户的 DBA 权限（db.dba-role）。", en = "Now, and without restarting the database: 1) report the incident and keep evidence (dbms_metadata.get_ddl); 2) as SYSDBA alter trigger <owner>.<trigger> disable, then drop the triggers and procedures listed (names often end in a space: write them in double quotes as shown); 3) find and stop jobs of the same names in dba_jobs and dba_scheduler_jobs; 4) take a full backup and check the dictionary (TAB$); 5) find the infected client: AfterConnect.sql, login.sql, glogin.sql, toad.ini on every workstation, and replace pirated clients; 6) take DBA away from application accounts (db.dba-role)." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "object_type", "object_name"]
-- # Exact names (but for spaces at the end, which the planted ones have) and types, in every schema; Oracle ships none of them.
-- empty   = "ok"
-- column.con_name         = { type = "text", title = { zh-CN = "容器", en = "Container" } }
-- column.owner            = { type = "text", title = { zh-CN = "用户", en = "Owner" } }
-- column.object_type      = { type = "text", title = { zh-CN = "类型", en = "Type" } }
-- column.object_name      = { type = "text", title = { zh-CN = "对象", en = "Object" } }
-- column.status           = { type = "text", title = { zh-CN = "状态", en = "Status" } }
-- column.created          = { type = "time", title = { zh-CN = "创建时间", en = "Created" } }
-- column.trigger_status   = { type = "text", title = { zh-CN = "触发器状态", en = "Trigger" } }
-- column.triggering_event = { type = "text", title = { zh-CN = "触发事件", en = "Event" } }
-- [[rule]]
-- level = "critical"
-- when  = "object_type in ['TRIGGER', 'PROCEDURE', 'FUNCTION']"
-- says  = { zh-CN = "发现勒索病毒对象：{{ object_type }} {{ owner }}.\"{{ object_name }}\"，创建于 {{ created }}，不要重启数据库", en = "Ransomware object found: {{ object_type }} {{ owner }}.\"{{ object_name }}\", created {{ created }}; do not restart the database" }
-- [[rule]]
-- level = "note"
-- when  = "!(object_type in ['TRIGGER', 'PROCEDURE', 'FUNCTION'])"
-- says  = { zh-CN = "{{ object_type }} {{ owner }}.{{ object_name }} 与勒索病毒对象同名，但类型不同，请核实来历", en = "{{ object_type }} {{ owner }}.{{ object_name }} has the name of a ransomware object but another type: find out what it is" }
-- [[example]]
-- name   = "the startup trigger and its procedure"
-- rows   = [["", "SYSTEM", "TRIGGER", "DBMS_SUPPORT_INTERNAL", "VALID", "2026-11-20 23:10:00", "ENABLED", "STARTUP"], ["", "SYSTEM", "PROCEDURE", "DBMS_SUPPORT_INTERNAL", "VALID", "2026-11-20 23:10:00", "", ""]]
-- expect = "critical"
-- says   = "不要重启"
-- [[example]]
-- name   = "the name ends in a space"
-- rows   = [["", "SBF_KF", "TRIGGER", "DBMS_SUPPORT_INTERNAL ", "VALID", "2026-11-20 23:10:00", "ENABLED", "STARTUP"]]
-- expect = "critical"
-- says   = "\"DBMS_SUPPORT_INTERNAL \""
-- [[example]]
-- name   = "a synonym of that name"
-- rows   = [["", "SBF_ZS", "SYNONYM", "DBMS_CORE_INTERNAL", "VALID", "2026-11-20 23:10:00", "", ""]]
-- expect = "note"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) as con_name,
       o.owner,
       o.object_type,
       o.object_name,
       o.status,
       o.created,
       t.status as trigger_status,
       trim(t.triggering_event) as triggering_event
  from dba_objects o
  left join dba_triggers t
    on t.owner = o.owner and t.trigger_name = o.object_name and o.object_type = 'TRIGGER'
-- the planted names end in spaces, at least some: "DBMS_SUPPORT_INTERNAL "
 where rtrim(o.object_name) in ('DBMS_SUPPORT_INTERNAL', 'DBMS_SYSTEM_INTERNAL', 'DBMS_CORE_INTERNAL', 'DBMS_STANDARD_FUN9',
                                'DBMS_SUPPORT_DBMONITOR', 'DBMS_SUPPORT_DBMONITORP')
 order by o.owner, o.object_name, o.object_type
