select c.name as con_name,
       m.owner,
       m.mview_name,
       m.refresh_mode,
       m.refresh_method,
       nvl(m.staleness, 'UNKNOWN') as staleness,
       nvl(m.compile_state, 'UNKNOWN') as compile_state,
       m.last_refresh_date,
       round(sysdate - m.last_refresh_date, 2) as age_days
  from cdb_mviews m
  join v$containers c
    on c.con_id = m.con_id
 where not exists (select 1 from cdb_users u where u.con_id = m.con_id and u.username = m.owner and u.oracle_maintained = 'Y')
   and m.mview_name not like 'BIN$%'
 order by c.name, m.owner, m.mview_name
