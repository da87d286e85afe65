select c.name as con_name,
       u.username,
       u.account_status,
       u.profile,
       u.created
  from cdb_users_with_defpwd d
  join cdb_users u
    on u.con_id = d.con_id and u.username = d.username
  join v$containers c
    on c.con_id = u.con_id
 where u.username <> 'XS$NULL'
 order by case when u.account_status like '%LOCKED%' then 1 else 0 end, c.name, u.username
