select c.name as con_name,
       r.profile,
       u.accounts,
       max(case r.resource_name when 'FAILED_LOGIN_ATTEMPTS' then r.value end) as failed_login_attempts,
       max(case r.resource_name when 'PASSWORD_LOCK_TIME' then r.value end) as password_lock_time,
       max(case r.resource_name when 'PASSWORD_LIFE_TIME' then r.value end) as password_life_time,
       max(case r.resource_name when 'PASSWORD_GRACE_TIME' then r.value end) as password_grace_time,
       max(case r.resource_name when 'PASSWORD_REUSE_MAX' then r.value end) as password_reuse_max,
       max(case r.resource_name when 'PASSWORD_REUSE_TIME' then r.value end) as password_reuse_time,
       max(case r.resource_name when 'PASSWORD_VERIFY_FUNCTION' then r.value end) as password_verify_function
  from (select p.con_id, p.profile, p.resource_name,
               case p.limit when 'DEFAULT' then d.limit else p.limit end as value
          from cdb_profiles p
          join cdb_profiles d
            on d.con_id = p.con_id and d.profile = 'DEFAULT' and d.resource_name = p.resource_name
         where p.resource_type = 'PASSWORD') r
  join (select a.con_id, a.profile, count(*) as accounts
          from cdb_users a
         where a.oracle_maintained = 'N'
           and a.account_status not like '%LOCKED%'
         group by a.con_id, a.profile) u
    on u.con_id = r.con_id and u.profile = r.profile
  join v$containers c
    on c.con_id = r.con_id
 group by c.name, r.profile, u.accounts
 order by c.name, r.profile
