select x.con_name,
       x.owner,
       x.sequence_name,
       to_char(x.increment_by, 'TM9') as increment_by,
       to_char(x.last_number, 'TM9') as last_number,
       to_char(x.end_value, 'TM9') as end_value,
       floor(abs(x.end_value - x.last_number) / abs(x.increment_by)) as left_count,
       round(x.used_pct, 2) as used_pct
  from (select cast(null as varchar2(128)) as con_name, s.sequence_owner as owner, s.sequence_name, s.increment_by, s.last_number,
               case when s.increment_by > 0 then s.max_value else s.min_value end as end_value,
               case when s.increment_by > 0 then (s.last_number - s.min_value) / nullif(s.max_value - s.min_value, 0) * 100
                    else (s.max_value - s.last_number) / nullif(s.max_value - s.min_value, 0) * 100 end as used_pct
          from dba_sequences s
         where s.cycle_flag = 'N'
           and s.increment_by <> 0
           and s.sequence_owner not in (select u.username from dba_users u where u.oracle_maintained = 'Y')
         order by used_pct desc) x
 where x.used_pct >= 50
   and rownum <= 500
