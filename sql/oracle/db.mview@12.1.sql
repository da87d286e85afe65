select cast(null as varchar2(128)) as con_name,
       m.owner,
       m.mview_name,
       m.refresh_mode,
       m.refresh_method,
       nvl(m.staleness, 'UNKNOWN') as staleness,
       nvl(m.compile_state, 'UNKNOWN') as compile_state,
       m.last_refresh_date,
       round(sysdate - m.last_refresh_date, 2) as age_days
  from dba_mviews m
 where m.owner not in (select u.username from dba_users u where u.oracle_maintained = 'Y')
   and m.mview_name not like 'BIN$%'
 order by m.owner, m.mview_name
