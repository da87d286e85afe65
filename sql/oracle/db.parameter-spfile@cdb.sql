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
         where p.con_id in (0, 1)
           and not (p.name = 'resource_manager_plan' and nvl(p.value, '-') like 'SCHEDULER[%')) x
 where x.kind is not null
 order by x.kind, x.name, x.inst_id
