select x.*
  from (select c.name                                                           as con_name,
               (select max(t.name) from v$tablespace t where t.con_id = f.con_id and t.ts# = f.ts#) as tablespace_name,
               b.file#                                                          as file_id,
               f.name                                                           as file_name,
               b.corruption_type,
               b.blocks,
               b.first_block
          from (select k.file#, k.corruption_type, sum(k.blocks) as blocks, min(k.block#) as first_block
                  from v$database_block_corruption k
                 group by k.file#, k.corruption_type) b
          left join v$datafile f on f.file# = b.file#
          left join v$containers c on c.con_id = f.con_id
         order by b.blocks desc, b.file#) x
 where rownum <= 100
