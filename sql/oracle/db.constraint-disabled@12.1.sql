select k.con_name,
       k.owner,
       k.table_name,
       k.constraint_name,
       k.constraint_type,
       k.status,
       k.validated,
       k.rely,
       k.last_change
  from (select cast(null as varchar2(128)) as con_name, k.owner, k.table_name, k.constraint_name, k.constraint_type, k.status, k.validated,
               case when k.rely = 'RELY' then 'RELY' else 'NORELY' end as rely, k.last_change
          from dba_constraints k
          join dba_tables t
            on t.owner = k.owner and t.table_name = k.table_name
         where k.constraint_type in ('P', 'U', 'R', 'C')
           and (k.status = 'DISABLED' or k.validated = 'NOT VALIDATED')
           and k.constraint_name not like 'BIN$%'
           and k.table_name not like 'BIN$%'
           and k.owner not in (select u.username from dba_users u where u.oracle_maintained = 'Y')
         order by case k.status when 'DISABLED' then 0 else 1 end, k.owner, k.table_name, k.constraint_name) k
 where rownum <= 1000
