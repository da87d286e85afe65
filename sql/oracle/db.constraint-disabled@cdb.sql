select k.con_name,
       k.owner,
       k.table_name,
       k.constraint_name,
       k.constraint_type,
       k.status,
       k.validated,
       k.rely,
       k.last_change
  from (select c.name as con_name, k.owner, k.table_name, k.constraint_name, k.constraint_type, k.status, k.validated,
               case when k.rely = 'RELY' then 'RELY' else 'NORELY' end as rely, k.last_change
          from cdb_constraints k
          join cdb_tables t
            on t.con_id = k.con_id and t.owner = k.owner and t.table_name = k.table_name
          join v$containers c
            on c.con_id = k.con_id
         where k.constraint_type in ('P', 'U', 'R', 'C')
           and (k.status = 'DISABLED' or k.validated = 'NOT VALIDATED')
           and k.constraint_name not like 'BIN$%'
           and k.table_name not like 'BIN$%'
           and not exists (select 1 from cdb_users u where u.con_id = k.con_id and u.username = k.owner and u.oracle_maintained = 'Y')
         order by case k.status when 'DISABLED' then 0 else 1 end, c.name, k.owner, k.table_name, k.constraint_name) k
 where rownum <= 1000
