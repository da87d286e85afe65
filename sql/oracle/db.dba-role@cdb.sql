select c.name as con_name,
       g.grantee,
       case when u.username is null then 'ROLE' else 'USER' end as grantee_type,
       u.account_status,
       g.distance,
       g.admin_option
  from (select h.con_id, h.grantee, min(h.distance) as distance, max(h.admin_option) as admin_option
          from (select r.con_id, r.grantee, r.admin_option, level as distance
                  from cdb_role_privs r
                 start with r.granted_role = 'DBA'
               connect by nocycle prior r.grantee = r.granted_role and prior r.con_id = r.con_id) h
         group by h.con_id, h.grantee) g
  left join cdb_users u
    on u.con_id = g.con_id and u.username = g.grantee
  join v$containers c
    on c.con_id = g.con_id
 where g.grantee not in ('SYS', 'SYSTEM')
 order by g.distance, c.name, g.grantee
