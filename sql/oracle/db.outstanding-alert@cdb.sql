select x.con_name,
       x.message_type,
       x.object_type,
       x.owner,
       x.object_name,
       x.subobject_name,
       x.reason_id,
       x.reason,
       x.suggested_action,
       x.creation_time
  from (select nvl(c.name, a.pdb_name) as con_name, a.message_type, a.object_type, a.owner, a.object_name, a.subobject_name, a.reason_id,
               substr(a.reason, 1, 1000) as reason,
               substr(a.suggested_action, 1, 1000) as suggested_action,
               cast(a.creation_time as date) as creation_time
          from cdb_outstanding_alerts a
          left join v$containers c
            on c.con_id = a.con_id
         order by case a.message_type when 'Warning' then 0 else 1 end, a.creation_time desc) x
 where rownum <= 500
