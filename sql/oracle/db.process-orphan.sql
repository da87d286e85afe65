-- +++
-- id      = "db.process-orphan"
-- req     = ["DB-04"]
-- title   = { zh-CN = "没有会话的服务进程", en = "Server processes without a session" }
-- why     = { zh-CN = "会话已杀或连接已断、服务进程却没退出，会一直占着进程名额和内存，还可能握着闩锁不放。", en = "A server process that outlived its session keeps a process slot and memory, and perhaps latches." }
-- advice  = { zh-CN = "先在数据库服务器上用 ps -fp 进程号 确认它确是本实例的前台进程（LOCAL=NO），再看是否还在耗 CPU（可能正在回滚）；确认无用后 kill -9 该进程号，由 PMON 清理。切勿结束 ora_xxxx_实例名 这类后台进程。", en = "On the server check with ps -fp PID that it is a foreground process of this instance (LOCAL=NO) and whether it still uses CPU (it may be rolling back); then kill -9 it and let PMON clean up. Never end a background process (ora_xxxx_SID)." }
-- cadence = "daily"
-- on      = { tenancy = ["cdb", "non-cdb"] }
-- subject = ["inst_id", "spid"]
-- empty   = "ok"
-- metric  = ["pga_mb"]
-- column.inst_id     = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.spid        = { type = "text",    title = { zh-CN = "操作系统进程号", en = "OS process" } }
-- column.program     = { type = "text",    title = { zh-CN = "程序", en = "Program" } }
-- column.pga_mb      = { type = "number",  unit = "mb", title = { zh-CN = "PGA 内存", en = "PGA memory" } }
-- column.old_session = { type = "text",    title = { zh-CN = "原会话（已杀）", en = "Former session (killed)" } }
-- [[rule]]
-- level = "note"
-- when  = "prev('pga_mb') != null"
-- says  = { zh-CN = "实例 {{ inst_id }} 的服务进程 {{ spid }}（{{ program }}，PGA {{ pga_mb | mb }}）两次巡检都没有对应的会话", en = "Server process {{ spid }} of instance {{ inst_id }} ({{ program }}, PGA {{ pga_mb | mb }}) had no session at two looks in a row" }
-- [[example]]
-- name   = "seen once: may be just starting or leaving"
-- rows   = [[1, "21112", "oracle@swdb01", 15.0, ""]]
-- expect = "ok"
-- [[example]]
-- name   = "still there at the next look"
-- rows   = [[1, "21112", "oracle@swdb01", 15.0, "502,8647"]]
-- prev   = [[1, "21112", "oracle@swdb01", 15.0, "502,8647"]]
-- prev_hours = 6
-- expect = "note"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select inst_id, spid, program, pga_mb, old_session
  from (select p.inst_id, p.spid, p.program,
               round(p.pga_alloc_mem / 1048576, 1) pga_mb,
               (select min(k.sid || ',' || k.serial#)
                  from gv$session k
                 where k.inst_id = p.inst_id and k.creator_addr = p.addr) old_session
          from gv$process p
         where p.background is null
           and p.pname is null
           and p.spid is not null
           and p.program <> 'PSEUDO'
           and not exists (select 1 from gv$session s where s.inst_id = p.inst_id and s.paddr = p.addr)
         order by p.pga_alloc_mem desc)
 where rownum <= 100
