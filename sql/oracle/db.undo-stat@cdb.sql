select c.name                                                                   as con_name,
       u.inst_id,
       min(u.begin_time)                                                        as first_time,
       sum(u.ssolderrcnt)                                                       as ora_01555,
       sum(u.nospaceerrcnt)                                                     as ora_30036,
       max(case when u.ssolderrcnt + u.nospaceerrcnt > 0 then u.end_time end)   as last_error_time,
       max(u.maxquerylen)                                                       as max_query_s,
       max(u.maxqueryid) keep (dense_rank last order by u.maxquerylen)          as max_query_sql,
       min(u.tuned_undoretention)                                               as min_retention_s,
       sum(u.unxpstealcnt)                                                      as steals
  from gv$undostat u
  left join v$containers c on c.con_id = u.con_id
 where u.end_time > sysdate - 1
   and nvl(c.name, '-') <> 'PDB$SEED'
 group by c.name, u.inst_id
 order by c.name, u.inst_id
