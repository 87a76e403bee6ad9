//! Texts of curves, timeline and loss.

use super::super::plots::seen;
use super::super::{Plots, translation};
use super::{called, counted, joined, unspaced};
use crate::number::{fixed, grouped, short, turns};

translation! {
    Plots::CHINESE {
        back_to_live = "回到最新";
        back_to_live_hint = "重新跟随最新的一步（双击）。";
        mark(step: u64, change: &str) = format!("从第 {} 步起：{change}", grouped(step));

        legend = "图例";
        legend_hint = "显示或隐藏各条曲线的图例。";
        curves = "曲线";
        task(input: &str, target: &str) =
            joined(&["任务：读入", input, "（灰），预测", target, "（红）"]);
        curves_sentence(input: &str, target: &str) =
            joined(&["网络读入", input, "，要预测", target, "（红）；蓝色是网络的预测"]);
        input = "输入";
        inputs = "输入";
        input_hint(input: &str) = joined(&["把网络读入的", input, "也画出来。"]);
        input_beside_hint(input: &str) = joined(&[
            "把网络读入的", input, "也画出来。与目标不同列的输入各自占满整个高度；把指针移上去可以读出数值。"
        ]);
        input_named(input: &str) = called("输入", input);
        target_named(target: &str) = called("目标", target);
        and_more(first: &str, more: usize) = joined(&[first, "和另外", &more.to_string(), "个"]);
        whole = "全部数据";
        whole_hint = "画出当前的网络对表格每一行的预测，以及对末尾之后的预报；\
                      不勾选时，画的是训练所用的窗口。";
        whole_sentence(step: u64) = format!(
            "红色是表格里的值，蓝色是第 {} 步的网络对每一行的预测", grouped(step)
        );
        whole_from_zeros(time_steps: usize) = format!(
            "每 {} 行开始一个新窗口，状态从零开始（状态传递方式：清零），因此窗口开头的预测可能出现凹陷。",
            grouped(time_steps as u64)
        );
        whole_coming = "网络对整张表格的预测将显示在这里";
        whole_under_way(part: &str) =
            format!("正在计算网络对整张表格的预测：{}", unspaced(part));
        whole_failed(reason: &str) = format!("无法显示网络对整张表格的预测：{reason}");
        whole_table = "整张表格";
        whole_table_hint = "重新显示所有的行（双击）。";
        shown_target = "显示的目标";
        shown_target_hint = "画出哪些目标。";
        all = "全部";
        stacked(count: usize) = format!("前 {count} 个");
        train = "训练";
        validation = "验证";
        test = "测试";
        forecast = "预报";
        band = "90% 区间";
        row_of(row: u64, time: &str, part: &str) = if time.is_empty() {
            format!("第 {} 行（{part}）", grouped(row))
        } else {
            format!("第 {} 行，{time}（{part}）", grouped(row))
        };
        read_at(row: u64) = format!("在第 {} 行读入：", grouped(row));
        measured(name: &str, value: &str, unit: &str) =
            format!("{name} {value}{}{unit}", if unit.is_empty() { "" } else { " " });
        between(low: &str, high: &str, unit: &str) = {
            let high = format!("{high}{}{unit}", if unit.is_empty() { "" } else { " " });
            joined(&["90% 落在", low, "到", &high, "之间"])
        };
        apart(run: &str) = format!("{run}：数据不同");
        is_apart(run: &str) = joined(&[run, "学的是别的数据，有自己的坐标轴"]);
        // Labels beside an axis stand close, and have no gaps.
        day(day: i8, month: i8) = format!("{month}月{day}日");
        date(day: i8, month: i8, year: i16) = format!("{year}年{month}月{day}日");
        month(month: i8, year: i16) = format!("{year}年{month}月");
        axis_of_dates(name: &str, context: &str) = format!("{name}，{context}");
        row = "窗口";
        row_hint(rows: usize) = format!("画出这一批 {rows} 个窗口中的哪一个。");
        target = "目标";
        prediction = "预测";
        sample(step: u64, place: &str) = format!("第 {} 步，{place}", grouped(step));
        time(t: f64, half_turns: f64) = format!("t = {}（{}）", fixed(t, 4), turns(half_turns));
        numbered(axis: &str, place: u64) = match axis {
            "row" | "行" => format!("第 {} 行", grouped(place)),
            _ => format!("{axis} {}", grouped(place)),
        };
        sample_value(name: &str, value: f64) = format!("{name} {}", fixed(value, 4));
        error = "误差";
        pinned_step(step: u64) = format!("（它的第 {} 步）", grouped(step));
        pinned_place(step: u64, t: f64, half_turns: f64) = format!(
            "（它的第 {} 步，那里 t = {}，{}）", grouped(step), fixed(t, 4), turns(half_turns)
        );
        moved(run: &str, periods: i64) = format!(
            "{run}，{}移 {} 个周期",
            if periods < 0 { "左" } else { "右" },
            grouped(periods.unsigned_abs())
        );

        loss = "损失";
        mse = "均方误差";
        mae = "平均绝对误差";
        huber = "平均 Huber 损失";
        loss_sentence(mean: &str) = format!("每一步窗口上的{mean}；越低越好；单击可回看");
        last_sentence(mean: &str) = format!("每一步最后一个预测的{mean}；越低越好；单击可回看");
        log = "对数";
        log_hint = "对数坐标：距离相等，倍数就相等。";
        smoothing = "平滑";
        smoothing_hint(steps: f64) = format!(
            "对大约 {} 取滑动平均；原始的损失仍淡淡地画着。",
            counted(steps.round() as u64, "步")
        );
        step_axis = "训练步";
        loss_axis = "损失";
        empty = "每一步的损失将显示在这里";
        at_step(step: u64) = format!("第 {} 步", grouped(step));
        series_value(series: &str, value: f32) = format!("\n{series} {}", seen(value));
        stretch_numbers(first: u64, last: u64, least: f64, most: f64, mean: f64) = format!(
            "第 {} 到 {} 步\n损失 {} 到 {}\n均值 {}",
            grouped(first), grouped(last), short(least), short(most), short(mean)
        );
        pinned_loss(run: &str, loss: f64) = format!("\n{run} {}", short(loss));
        pinned_losses(run: &str, least: f64, most: f64) =
            format!("\n{run} {} 到 {}", short(least), short(most));
        in_epoch(epoch: u64) = format!("\n第 {} 轮", grouped(epoch));
        validation_loss = "验证损失";
        validation_near(loss: f64, step: u64, epochs: Option<u64>, is_best: bool) = format!(
            "\n验证损失 {}{}（第 {} 步{}）",
            short(loss),
            if is_best { "，最低" } else { "" },
            grouped(step),
            epochs.map_or(String::new(), |epochs| format!("，{} 轮之后", grouped(epochs)))
        );
        level(name: &str, loss: &str) = format!("{name} {loss}");
        level_above(name: &str, loss: &str) = format!("{name} {loss}（在上方）");
        level_below(name: &str, loss: &str) = format!("{name} {loss}（在下方）");
        floor(loss: f64) = format!("下限 {}", short(loss));
        floor_below(loss: f64) = format!("下限 {}（在下方）", short(loss));

        timeline = "时间轴";
        track_hint = "拖动可以回看任何一步当时的样子（←、→、Home、End）；滚轮缩放，按住 Shift 转滚轮则移动。";
        part_of_run(first: u64, last: u64) =
            format!("运行的第 {} 到 {} 步", grouped(first), grouped(last));
        step_hint = "输入一个步数，或拖动，就能回看那一步。";
        step_before = "第 ";
        steps_behind(_count: u64) = " 步".to_owned();
        of_behind(end: u64) = format!(" 步，共 {} 步", grouped(end));
        steps(count: u64) = counted(count, "步");
        step_of(step: u64, of: u64) = format!("第 {} 步，共 {} 步", grouped(step), grouped(of));
        end_of_run_hint = "重新显示运行的末尾（End）。";
        live = "最新";
        fork_here = "从此处分支";
        fork = "分支";
        fork_hint = "从这一步分出一次新的运行；到这一步为止的改动都保留（F）。";
        still_computed = "这一步还在计算。";
        already_live = "现在显示的就是运行的末尾：拖动播放头或按 ←，可以回看。";
        computed_again = "正在重新计算这一步；回到运行的末尾（End）就会停止。";
        backfilled = "正在重新计算检查点之前的损失。";
        go_on_from(step: u64) = format!("从第 {} 步继续", grouped(step));
        continue_from_end = "从末尾继续（空格键）";
        continue_from_end_hint = "从上次停下的地方接着训练。";
        fork_offer = "从此处分支（F）";
        draw_by_keys = "用键盘：方向键画线（按住 Shift 幅度更大），按 Enter 完成。";
        fork_offer_hint = "从这里分出一次新的运行；到这一步为止的改动都保留。";
    }
}
