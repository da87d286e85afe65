-- +++
-- id      = "db.temp-sessions"
-- req     = ["DB-07"]
-- title   = { zh-CN = "临时表空间占用会话（前 20）", en = "Sessions using temporary space (top 20)" }
-- why     = { zh-CN = "临时表空间紧张时，靠这张表找到占用最多的会话和 SQL。", en = "When temporary space runs short, this list names the sessions and statements that hold it." }
-- advice  = { zh-CN = "用 select sql_fulltext from gv$sql where sql_id = '…' 看语句，与该用户的责任人确认；确属失控的，经批准后 alter system kill session '<SID>,<SERIAL#>,@<实例号>' immediate。", en = "See the statement with select sql_fulltext from gv$sql where sql_id = '…' and ask its owner; if it has run away, alter system kill session '<sid>,<serial#>,@<inst>' immediate after approval." }
-- cadence = "daily"
-- subject = ["con_name", "inst_id", "sid", "serial", "tablespace_name"]
-- empty   = "ok"
-- limits  = { note_mb = 20480 }
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.inst_id         = { type = "integer", title = { zh-CN = "实例号", en = "Instance" } }
-- column.sid             = { type = "integer", title = { zh-CN = "SID", en = "SID" } }
-- column.serial          = { type = "integer", title = { zh-CN = "SERIAL#", en = "Serial#" } }
-- column.username        = { type = "text",    title = { zh-CN = "用户", en = "User" } }
-- column.tablespace_name = { type = "text",    title = { zh-CN = "临时表空间", en = "Tablespace" } }
-- column.used_mb         = { type = "number",  unit = "mb", title = { zh-CN = "占用", en = "Held" } }
-- column.sql_id          = { type = "text",    title = { zh-CN = "SQL_ID", en = "SQL id" } }
-- column.status          = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.last_call_s     = { type = "number",  unit = "seconds", title = { zh-CN = "本次调用历时", en = "In this state for" } }
-- column.machine         = { type = "text",    title = { zh-CN = "客户端", en = "Machine" } }
-- column.program         = { type = "text",    title = { zh-CN = "程序", en = "Program" } }
-- show    = ["con_name", "inst_id", "sid", "serial", "username", "tablespace_name", "used_mb", "sql_id", "status", "machine"]
-- [[rule]]
-- level = "note"
-- when  = "used_mb >= limits.note_mb"
-- says  = { zh-CN = "会话 {{ sid }},{{ serial }}@{{ inst_id }}（{{ username }}）占用临时表空间 {{ tablespace_name }} {{ used_mb | mb }}", en = "Session {{ sid }},{{ serial }}@{{ inst_id }} ({{ username }}) holds {{ used_mb | mb }} of temporary tablespace {{ tablespace_name }}" }
-- [[example]]
-- name   = "a modest sort"
-- rows   = [["", 1, 812, 40174, "SBF_SB", "TEMP", 215.0, "xknv7dmjts50v", "ACTIVE", 35.0, "sbf-sb-app01", "JDBC Thin Client"]]
-- expect = "ok"
-- [[example]]
-- name   = "a large one; SQL_ID and program are NULL"
-- rows   = [["", 1, 812, 40174, "SBF_CX", "TEMP", 30720.0, "", "INACTIVE", 3600.0, "sbf-cx-app01", ""]]
-- expect = "note"
-- says   = "占用临时表空间"
-- [[example]]
-- name   = "nobody uses any"
-- rows   = []
-- expect = "ok"
-- +++
select r.*
  from (select cast(null as varchar2(128))                          as con_name,
               s.inst_id,
               s.sid,
               s.serial#                                            as serial,
               s.username,
               u.tablespace                                         as tablespace_name,
               round(sum(u.blocks * t.block_size) / 1048576, 2)     as used_mb,
               max(s.sql_id)                                        as sql_id,
               max(s.status)                                        as status,
               max(s.last_call_et)                                  as last_call_s,
               max(s.machine)                                       as machine,
               max(s.program)                                       as program
          from gv$tempseg_usage u
          join gv$session s on s.inst_id = u.inst_id and s.saddr = u.session_addr and s.serial# = u.session_num
          join dba_tablespaces t on t.tablespace_name = u.tablespace
         where not (s.inst_id = to_number(sys_context('USERENV', 'INSTANCE')) and s.sid = to_number(sys_context('USERENV', 'SID')))
         group by s.inst_id, s.sid, s.serial#, s.username, u.tablespace
         order by used_mb desc, s.inst_id, s.sid) r
 where rownum <= 20
