select c.name as con_name,
       t.signature,
       t.sql_id,
       t.statements,
       t.schema_name,
       t.module,
       t.plan_hash,
       t.executions,
       round(t.elapsed_us / 1000000, 2) as elapsed_s,
       round(t.cpu_us / 1000000, 2) as cpu_s,
       t.buffer_gets,
       t.disk_reads,
       t.rows_processed,
       round(t.elapsed_us / nullif(t.executions, 0) / 1000000, 3) as total_avg_s,
       round(t.elapsed_us * 100 / nullif(d.db_time_us, 0), 2) as total_pct,
       t.last_active,
       round(d.db_time_us / 1000000, 2) as db_time_s,
       round((d.started - to_date('1970-01-01', 'YYYY-MM-DD')) * 86400) as started_s,
       -- texts may hold taxpayers' data: string literals and long numbers are masked before they leave the database
       substr(regexp_replace(regexp_replace(substr(t.sql_text, 1, 400), '''[^'']*(''|$)', '''?'''),
                             '(^|[^A-Za-z0-9_$#])[0-9]{6,}', '\1?'), 1, 200) as sql_text
  from (select x.*
          from (select g.*, a.schema_name, a.module
                  from (select h.*
                          from (select s.con_id, nvl(to_char(nullif(s.force_matching_signature, 0), 'TM9'), s.sql_id) as signature,
                                       count(distinct s.sql_id) as statements,
                                       max(s.sql_id) keep (dense_rank last order by s.elapsed_time) as sql_id,
                                       to_char(max(s.plan_hash_value) keep (dense_rank last order by s.elapsed_time), 'TM9') as plan_hash,
                                       max(s.sql_text) keep (dense_rank last order by s.elapsed_time) as sql_text,
                                       max(s.last_active_time) as last_active,
                                       sum(s.executions) as executions,
                                       sum(s.elapsed_time) as elapsed_us,
                                       sum(s.cpu_time) as cpu_us,
                                       sum(s.buffer_gets) as buffer_gets,
                                       sum(s.disk_reads) as disk_reads,
                                       sum(s.rows_processed) as rows_processed
                                  from gv$sqlstats s
                                 group by s.con_id, nvl(to_char(nullif(s.force_matching_signature, 0), 'TM9'), s.sql_id)
                                 order by elapsed_us desc) h
                         where rownum <= 200) g
                  join (select q.sql_id,
                               max(q.parsing_schema_name) as schema_name,
                               max(q.module) as module,
                               max(q.command_type) as command_type
                          from gv$sqlarea q
                         group by q.sql_id) a
                    on a.sql_id = g.sql_id
                 where a.schema_name not in ('SYS', 'DBSNMP')
                   and a.command_type not in (47, 170)
                   and nvl(a.module, '-') not like 'opsctl%'
                 order by g.elapsed_us desc) x
         where rownum <= 50) t
  left join v$containers c
    on c.con_id = t.con_id
 cross join (select (select sum(m.value) from gv$sys_time_model m where m.stat_name = 'DB time') as db_time_us,
                     (select max(i.startup_time) from gv$instance i) as started
                from dual) d
 order by t.elapsed_us desc
