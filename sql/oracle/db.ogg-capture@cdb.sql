select n.name con_name,
       c.capture_name,
       nvl(substr(c.client_name, 1, 128), g.extract_name) extract_name,
       c.status,
       c.client_status,
       g.inst_id,
       substr(g.state, 1, 200) state,
       g.capture_time,
       round((g.capture_time - g.capture_message_create_time) * 86400) lag_s,
       round((sysdate - g.capture_time) * 86400) idle_s,
       to_char(c.required_checkpoint_scn, 'TM9') required_scn,
       substr(c.error_message, 1, 300) error_text
  from cdb_capture c
  left join v$containers n on n.con_id = c.con_id
  left join gv$goldengate_capture g on g.capture_name = c.capture_name and nvl(g.con_id, 0) in (0, c.con_id)
 where upper(c.purpose) like 'GOLDENGATE%'
 order by c.con_id, c.capture_name
