-- +++
-- id      = "db.parameter-spfile"
-- req     = ["DB-23"]
-- title   = { zh-CN = "内存参数与 spfile 不一致", en = "Parameters that differ between memory and spfile" }
-- why     = { zh-CN = "只改了内存的参数重启后丢失；只改了 spfile 的参数下次重启突然生效。两种都会让重启后的数据库与现在不同。", en = "What was changed in memory only is lost at restart; what was changed in the spfile only takes effect by surprise. Either way the database is another one after a restart." }
-- advice  = { zh-CN = "逐项确认想要哪个值：要保留内存值，执行 alter system set <参数>=<值> scope=spfile sid='*'；spfile 值是有意待重启生效的，记入《系统调整记录单》并安排重启。", en = "Decide each: to keep the value in memory, alter system set <name>=<value> scope=spfile sid='*'; if the spfile value waits for a restart on purpose, record it and plan the restart." }
-- cadence = "weekly"
-- on      = { tenancy = ["cdb", "non-cdb"], open = false }
-- subject = ["inst_id", "name"]
-- # Numbers that differ by no more than 2 % are taken as equal: the instance rounds memory sizes up to granules.
-- # A PDB keeps its parameters in the root's dictionary and not in the spfile, so PDBs are not asked.
-- empty   = "ok"
-- column.inst_id      = { type = "integer", title = { zh-CN = "实例号", en = "Instance" } }
-- column.name         = { type = "text",    title = { zh-CN = "参数", en = "Parameter" } }
-- column.kind         = { type = "text",    title = { zh-CN = "情形", en = "Case" } }
-- column.memory_value = { type = "text",    title = { zh-CN = "内存值", en = "In memory" } }
-- column.spfile_value = { type = "text",    title = { zh-CN = "spfile 值", en = "In the spfile" } }
-- [[rule]]
-- level = "note"
-- when  = "kind == 'LOST'"
-- says  = { zh-CN = "实例 {{ inst_id }} 的参数 {{ name }} 只在内存中修改，重启后丢失", en = "Parameter {{ name }} of instance {{ inst_id }} was changed in memory only and is lost at restart" }
-- [[rule]]
-- level = "note"
-- when  = "kind == 'PENDING'"
-- says  = { zh-CN = "实例 {{ inst_id }} 的参数 {{ name }} 在 spfile 中是另一个值，重启后才生效", en = "Parameter {{ name }} of instance {{ inst_id }} has another value in the spfile, which counts after a restart" }
-- [[rule]]
-- level = "note"
-- when  = "kind == 'NO_SPFILE'"
-- says  = { zh-CN = "实例 {{ inst_id }} 没有使用 spfile，在线修改的参数重启后全部丢失", en = "Instance {{ inst_id }} runs without an spfile: every change is lost at restart" }
-- advice = { zh-CN = "执行 create spfile from memory（或 from pfile，先核对内容），在维护窗口用 spfile 重启；RAC 的 spfile 放共享存储并在 srvctl 中登记。", en = "create spfile from memory (or from pfile, after reading it) and restart with it in a maintenance window; on RAC put it on shared storage and register it with srvctl." }
-- [[example]]
-- name   = "changed in memory only"
-- rows   = [[1, "job_queue_processes", "LOST", "100", "1000"]]
-- expect = "note"
-- says   = "重启后丢失"
-- [[example]]
-- name   = "changed in memory, not in the spfile at all"
-- rows   = [[1, "optimizer_index_cost_adj", "LOST", "50", ""]]
-- expect = "note"
-- [[example]]
-- name   = "waits for a restart"
-- rows   = [[2, "processes", "PENDING", "1500", "3000"]]
-- expect = "note"
-- says   = "重启后才生效"
-- [[example]]
-- name   = "no spfile"
-- rows   = [[1, "spfile", "NO_SPFILE", "", ""]]
-- expect = "note"
-- [[example]]
-- name   = "no difference"
-- rows   = []
-- expect = "ok"
-- +++
select x.inst_id,
       x.name,
       x.kind,
       substr(x.memory_value, 1, 1000) as memory_value,
       substr(x.spfile_value, 1, 1000) as spfile_value
  from (select p.inst_id, p.name, p.value as memory_value, nvl(o.value, a.value) as spfile_value,
               case when p.name = 'spfile' then case when p.value is null then 'NO_SPFILE' end
                    when o.name is null and a.name is null then case when p.ismodified <> 'FALSE' then 'LOST' end
                    when upper(nvl(p.value, '-')) = upper(nvl(nvl(o.value, a.value), '-')) then null
                    when regexp_like(p.value, '^[0-9]{1,18}$') and regexp_like(nvl(o.value, a.value), '^[0-9]{1,18}$')
                         and abs(to_number(p.value) - to_number(nvl(o.value, a.value))) <= to_number(p.value) * 0.02 then null
                    when p.ismodified <> 'FALSE' then 'LOST'
                    else 'PENDING' end as kind
          from gv$system_parameter p
          join gv$instance i
            on i.inst_id = p.inst_id
          -- the value for this instance, else the one for all; lists have one row a member
          left join (select s.sid, s.name, listagg(s.value, ', ') within group (order by s.ordinal) as value
                       from v$spparameter s
                      where s.isspecified = 'TRUE'
                      group by s.sid, s.name) o
            on o.name = p.name and o.sid = i.instance_name
          left join (select s.name, listagg(s.value, ', ') within group (order by s.ordinal) as value
                       from v$spparameter s
                      where s.isspecified = 'TRUE' and s.sid = '*'
                      group by s.name) a
            on a.name = p.name
         where not (p.name = 'resource_manager_plan' and nvl(p.value, '-') like 'SCHEDULER[%')) x
 where x.kind is not null
 order by x.kind, x.name, x.inst_id
