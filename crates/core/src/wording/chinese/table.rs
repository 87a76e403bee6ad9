//! What is wrong with a table, and what was found in it.

use super::super::{TableWords, translation};
use super::joined;

translation! {
    TableWords::CHINESE {
        spreadsheet =
            "这是电子表格；用 Excel 或 LibreOffice 另存为 CSV（“文件”菜单中的“另存为”），就可以读取";
        parquet =
            "这是 Parquet 文件；在 Python 中，\
             pandas.read_parquet(\"data.parquet\").to_csv(\"data.csv\", index=False) \
             可以写出能够读取的 CSV 文件";
        archive = "这是压缩文件；解压之后，就可以读取其中的表格";
        utf_16 = "这是 UTF-16 编码的文本；另存为 UTF-8 编码的 CSV，就可以读取";
        no_text =
            "这不是文本；表格应当是 CSV：每行若干单元格，以逗号、分号、制表符或空格隔开";
        changed = "读取时文件发生了变化；等写完之后，就可以使用";
        empty = "文件是空的；表格里每个时刻占一行";
        no_rows = "只有表头，下面没有数据行";
        memory = "数据太多，这台计算机的内存放不下";

        ragged(line: usize, cells: usize, expected: usize) = {
            let above = if expected == 1 { "，列名上方的内容要去掉" } else { "" };
            format!(
                "第 {line} 行有 {cells} 个单元格，而第一行有 {expected} 个；\
                 每行的单元格必须一样多{above}"
            )
        };
        double_name(line: usize, name: &str) =
            format!("第 {line} 行有两列都叫 {name}；每列都要有自己的名称");
        open_quote(line: usize) = format!("第 {line} 行或之后有引号没有闭合");
        long_row(line: usize) =
            format!("从第 {line} 行开始的一行长得不像一行；多半是有引号没有闭合");

        row(row: usize) = format!("第 {row} 行");
        row_and_line(row: usize, line: usize) = format!("第 {row} 行（文件的第 {line} 行）");
        cell_has(place: &str, text: &str) = joined(&[place, "是", text]);
        cell_is_empty(place: &str) = format!("{place}是空的");

        no_column(name: &str, there: &str) = format!("没有名为 {name} 的列；{there}");
        no_columns = "表格一列也没有";
        only_column(name: &str) = format!("表格只有一列，叫 {name}");
        all_columns(names: &[String]) = format!("表格的列有 {}", names.join("、"));
        first_columns(count: usize, names: &[String]) =
            format!("表格共有 {count} 列，前几列是 {}", names.join("、"));
        nearest_column(count: usize, name: &str) =
            format!("表格共有 {count} 列，名称最接近的是 {name}");
        nearest_columns(count: usize, names: &[String]) =
            format!("表格共有 {count} 列，名称接近的有 {}", names.join("、"));
        twice(name: &str, is_target: bool) = {
            let role = if is_target { "目标" } else { "输入" };
            format!("{name} 作为{role}写了两次；一次就够了")
        };
        count(count: usize, is_target: bool, most: usize) = {
            let role = if is_target { "目标" } else { "输入" };
            match count {
                0 => format!("还没有选{role}；可以有 1 到 {most} 个"),
                _ => format!("指定了 {count} 个{role}，而可以有 1 到 {most} 个"),
            }
        };
        crowded(count: usize, most: usize) = format!(
            "表格有 {count} 个数值列，而输入最多可以有 {most} 个：请指定要读入哪些列"
        );
        no_number_columns = "表格没有数值列";
        no_number_column(said: &str) = format!("表格没有数值列：{said}");
        not_numbers(column: &str, said: &str) = format!("{column} 不是数值列：{said}");
        grouped_numbers(column: &str, said: &str) =
            format!("{column} 的数值带有千位分隔符，所以不是数值列：{said}");
        percent_numbers(column: &str, said: &str) =
            format!("{column} 的数值后面带有百分号，所以不是数值列：{said}");
        thousands(column: &str, said: &str) = format!(
            "{column} 有歧义：{said}，可能是小数，也可能带有千位分隔符；去掉千位分隔符，\
             整个文件只用一种小数点，就可以读取"
        );
        dates(column: &str, said: &str) = format!(
            "{column} 是日期列，只用于坐标轴，不会送进网络，也不是数值列：{said}"
        );
        no_number(column: &str) = format!("{column} 这一列没有一行是数");
        is_time(column: &str) = format!(
            "{column} 是时间列，用来给各行排序，不会送进网络；换个列名，就会当作数据"
        );

        missing(column: &str, place: &str) = format!(
            "{column} 在{place}没有数：请把 error 改为 drop、forward 或 interpolate，\
             以指明如何处理"
        );
        no_samples(rows: usize, horizon: usize) = format!(
            "{rows} 行在预测步长为 {horizon} 时得不到样本：行数必须大于预测步长"
        );
        no_training(percent: f64, samples: usize) = format!(
            "{samples} 个样本的 {percent}% 不足一个，没有样本可供训练；\
             请加大训练部分，或增加行数"
        );
        too_large(column: &str, row: usize, value: f64) = format!(
            "{column} 在第 {row} 行的值太大：{value:e} 缩放之后超出 float32 的范围"
        );
        scalings(scalings: usize, columns: usize) =
            format!("缩放有 {scalings} 组，列却有 {columns} 个");

        windows_1252(line: usize) =
            format!("按 Windows-1252 编码读取，因为第 {line} 行不是 UTF-8");
        two_columns =
            "按两个整数列读取；如果逗号是小数点，请在第一行只写一个列名";
        unnamed(name: &str) = format!("有一列没有名称，按所在位置称为 {name}");
        commas_and_points(name: &str) = format!("{name}：逗号和点都当作小数点读取");
        doubtful_commas(name: &str, said: &str) =
            format!("{name}：逗号当作小数点读取，而别的列以点为小数点；{said}");
        commas(name: &str) = format!("{name}：逗号当作小数点读取");
        other_texts(name: &str, count: usize, said: &str) =
            format!("{name}：有 {count} 个单元格不是数，按缺失处理；{said}");
        untimed(name: &str, count: usize, said: &str) =
            format!("{name}：有 {count} 行在时间的位置上写着文本，仍照常使用；{said}");
        left_out(names: &[String], more: usize) = {
            let more = if more > 0 { format!("，另有 {more} 列") } else { String::new() };
            format!("下列各列不是数值列，没有使用：{}{more}", names.join("、"))
        };
        set_apart(name: &str, said: &str) =
            format!("{name}：数值要去掉千位分隔符才能读取；{said}");
        percent(name: &str, said: &str) =
            format!("{name}：数值要去掉后面的百分号才能读取；{said}");
        newest_first(name: &str) = format!(
            "{name}：最新的一行排在最前，网络学到的会是从未来推测过去；各行应当从早到晚排列"
        );
        dropped(rows: usize) = format!("删除了 {rows} 行，因为所用的列在那里没有数");
        filled(cells: usize, columns: &[(String, usize)]) = {
            let columns: Vec<String> =
                columns.iter().map(|(name, filled)| format!("{name} {filled} 个")).collect();
            format!("填补了 {cells} 个缺失的单元格：{}", columns.join("、"))
        };
        notes(notes: &[String]) = notes.join("；");
    }
}
