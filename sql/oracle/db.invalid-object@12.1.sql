select o.con_name,
       o.owner,
       o.object_type,
       o.object_name,
       o.status,
       o.last_ddl_time,
       o.errors,
       o.first_error
  from (select cast(null as varchar2(128)) as con_name, o.owner, o.object_type, o.object_name, o.status, o.last_ddl_time,
               nvl(e.errors, 0) as errors, e.first_error
          from dba_objects o
          left join (select e.owner, e.name, e.type,
                            count(*) as errors,
                            substr(min(e.text) keep (dense_rank first order by e.sequence), 1, 400) as first_error
                       from dba_errors e
                      where e.attribute = 'ERROR'
                      group by e.owner, e.name, e.type) e
            on e.owner = o.owner and e.name = o.object_name and e.type = o.object_type
         where o.status = 'INVALID'
           and o.object_type <> 'MATERIALIZED VIEW'
           and o.object_name not like 'BIN$%'
           and o.oracle_maintained = 'N'
         order by o.owner, o.object_name, o.object_type) o
 where rownum <= 1000
