select r.version,
       r.support_end,
       trunc(sysdate) - r.support_end as days_past
  from (select i.version_full as version,
               case when i.version_full like '18.%' then to_date('2021-06-30', 'YYYY-MM-DD')
               end as support_end
          from v$instance i) r
