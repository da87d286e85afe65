select x.*
  from (select c.name                                                           as con_name,
               (select max(t.name) from v$tablespace t where t.con_id = f.con_id and t.ts# = f.ts#) as tablespace_name,
               b.file#                                                          as file_id,
               f.name                                                           as file_name,
               b.reason,
               b.blocks,
               b.first_time
          from (select k.file#, k.reason, sum(k.blocks) as blocks, min(k.nonlogged_start_time) as first_time
                  from v$nonlogged_block k
                 group by k.file#, k.reason) b
          left join v$datafile f on f.file# = b.file#
          left join v$containers c on c.con_id = f.con_id
         order by b.blocks desc, b.file#) x
 where rownum <= 100
