select a.con_name,
       a.username,
       a.maintained,
       a.is_self,
       a.account_status,
       a.profile,
       a.created,
       a.lock_date,
       round(sysdate - a.lock_date, 1) as lock_days,
       a.expiry_date,
       round(a.expiry_date - sysdate, 1) as days_left,
       a.last_login
  from (select cast(null as varchar2(128)) as con_name, u.username,
               u.oracle_maintained as maintained,
               case when u.username = user then 'Y' else 'N' end as is_self,
               u.account_status, u.profile, u.created, u.lock_date, u.expiry_date,
               cast(u.last_login as date) as last_login
          from dba_users u
         order by case when u.account_status = 'OPEN' then 1 else 0 end, u.username) a
 where (a.maintained = 'N' or a.account_status not like '%LOCKED%')
   and rownum <= 1000
