select n.name con_name,
       a.apply_name,
       a.status,
       g.inst_id,
       g.state,
       g.hwm_time,
       round((g.hwm_time - g.hwm_message_create_time) * 86400) lag_s,
       nvl(e.errors, 0) errors,
       substr(nvl(a.error_message, e.error_text), 1, 300) error_text
  from cdb_apply a
  left join v$containers n on n.con_id = a.con_id
  left join gv$gg_apply_coordinator g on g.apply_name = a.apply_name and nvl(g.con_id, 0) in (0, a.con_id)
  left join (select con_id, apply_name, count(*) errors,
                    max(error_message) keep (dense_rank last order by error_creation_time) error_text
               from cdb_apply_error
              group by con_id, apply_name) e on e.con_id = a.con_id and e.apply_name = a.apply_name
 where upper(a.purpose) like 'GOLDENGATE APPLY%'
 order by a.con_id, a.apply_name
