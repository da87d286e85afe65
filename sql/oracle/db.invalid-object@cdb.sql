select o.con_name,
       o.owner,
       o.object_type,
       o.object_name,
       o.status,
       o.last_ddl_time,
       o.errors,
       o.first_error
  from (select c.name as con_name, o.owner, o.object_type, o.object_name, o.status, o.last_ddl_time,
               nvl(e.errors, 0) as errors, e.first_error
          from cdb_objects o
          left join (select e.con_id, e.owner, e.name, e.type,
                            count(*) as errors,
                            substr(min(e.text) keep (dense_rank first order by e.sequence), 1, 400) as first_error
                       from cdb_errors e
                      where e.attribute = 'ERROR'
                      group by e.con_id, e.owner, e.name, e.type) e
            on e.con_id = o.con_id and e.owner = o.owner and e.name = o.object_name and e.type = o.object_type
          join v$containers c
            on c.con_id = o.con_id
         where o.status = 'INVALID'
           and o.object_type <> 'MATERIALIZED VIEW'
           and o.object_name not like 'BIN$%'
           and o.oracle_maintained = 'N'
         order by c.name, o.owner, o.object_name, o.object_type) o
 where rownum <= 1000
