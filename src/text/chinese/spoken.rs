//! What readers of the screen say, in Chinese.

use super::super::{Spoken, translation};
use super::{joined, unspaced};

/// A loss behind what it is the loss of; nothing where there is none.
fn with_loss(loss: &str) -> String {
    if loss.is_empty() { String::new() } else { format!("，损失 {loss}") }
}

translation! {
    Spoken::CHINESE {
        curves = "随时间变化的曲线";
        curves_of(target: &str) = joined(&[target, "随时间变化的曲线"]);
        loss = "逐步的损失曲线";
        race_curves = "竞赛的曲线";
        race_losses = "竞赛的损失";
        of_variant(plot: &str, variant: &str) = format!("{plot}：{variant}");
        sweep_map = "扫描结果图";
        heatmap(quantity: &str) = joined(&[quantity, "热图"]);
        chart(y: &str, x: &str) = joined(&[y, "，横轴为", x]);
        parts = "表格的划分";
        window = "表格中的一个窗口";
        column(name: &str) = joined(&[name, "的缩略图"]);
        height_of_loss = "损失图的高度";
        width_of_lenses = "透镜栏的宽度";
        close = "关闭";
        dismiss = "关闭这条通知";
        live_run(run: &str) = format!("{run}，当前运行");
        steps(count: u64) = format!("{count} 步");
        step_of(step: u64, of: u64) = format!("第 {step} 步，共 {of} 步");
        changes(count: usize, newest: &str) = format!("{count} 处改动，最近一处：{newest}");

        no_step = "还没有训练过任何一步";
        distance(step: u64, mean: &str, most: &str, place: &str) = format!(
            "第 {step} 步：预测与目标平均相差 {mean}，最多相差 {most}（{place}）"
        );
        whole(step: u64, mean: &str, most: &str, place: &str) = format!(
            "第 {step} 步的网络对整张表格的预测：与目标平均相差 {mean}，最多相差 {most}（{place}）"
        );
        foretold(rows: usize) = format!("；表格末尾之后预报 {rows} 行");
        course(steps: u64, now: &str, least: &str, at: u64, trend: &str) = format!(
            "共 {steps} 步的损失，目前 {now}，最低为第 {at} 步的 {least}，{trend}"
        );
        expected_at(step: u64, loss: &str) = format!("第 {step} 步：预计损失 {loss}");
        falling = "正在下降";
        rising = "正在上升";
        steady = "基本不变";
        best_validation(loss: &str, step: u64) = format!("；最低验证损失为第 {step} 步的 {loss}");
        floor(loss: &str, because: &str) = format!("；下限 {loss}：{because}");

        off_target(variant: &str, distance: &str) =
            joined(&[variant, "与目标平均相差", distance]);
        variant_course(variant: &str, now: &str, least: &str, trend: &str) =
            format!("{variant}：目前 {now}，最低 {least}，{trend}");
        first(names: &str) = format!("领先：{names}");
        map(quantity: &str, points: usize, ended: usize) =
            format!("{quantity}，共 {points} 个点，其中 {ended} 个已有结果");
        best_point(point: &str, value: &str) = format!("最低 {value}（{point}）");
        worst_point(point: &str, value: &str) = format!("最高 {value}（{point}）");

        axis(name: &str, from: &str, to: &str) = joined(&[name, "从", from, "到", to]);
        line(name: &str, ends: [&str; 2], low: [&str; 2], high: [&str; 2]) = {
            let ([from, to], [low, low_at], [high, high_at]) = (ends, low, high);
            let name = joined(&[name, "从"]);
            format!("{name} {from} 到 {to}，最低 {low}（{low_at} 处），最高 {high}（{high_at} 处）")
        };
        dots(name: &str, count: usize, low: &str, high: &str) =
            format!("{name}：{count} 个点，介于 {low} 与 {high} 之间");
        bars(name: &str, count: usize, high: &str, at: &str) =
            format!("{name}：{count} 根柱，最高 {high}（{at} 处）");
        level(name: &str, at: &str) = joined(&[name, "位于", at]);
        cells(rows: usize, columns: usize, quantity: &str) =
            joined(&[&format!("{rows} × {columns} 格，数值为"), quantity]);
        cells_between(low: [&str; 2], high: [&str; 2]) = format!(
            "最低 {}（{}），最高 {}（{}）", low[0], low[1], high[0], high[1]
        );
        cell(row: &str, column: &str) = format!("{row}，{column}");
        without_number(count: usize) = format!("{count} 格没有数值");
        nothing_drawn = "图中没有内容";
        a_line = "曲线";
        a_trail = "轨迹";

        hidden_state(quantity: &str, units: usize, steps: usize) =
            format!("{quantity}，{units} 个单元，最近 {steps} 个时间步");
        moves_most(unit: usize, low: &str, high: &str) =
            format!("；单元 {unit} 变化最大，从 {low} 到 {high}");
        saturated(units: usize) = format!("；{units} 个单元始终饱和");
        gradient_norm(step: u64, norm: &str, least: &str, most: &str) = format!(
            "第 {step} 步的梯度范数为 {norm}，至今介于 {least} 与 {most} 之间"
        );
        clipped(part: &str) = format!("；{} 的步被裁剪", unspaced(part));
        depends_most(answer: &str, input: &str, derivative: &str) = format!(
            "时间步 {answer} 的预测最依赖时间步 {input} 的输入：{derivative}"
        );
        depends_last(reach: usize) = format!(
            "；最后一个预测对之前最多 {reach} 个时间步的依赖超过其十分之一"
        );
        weights(name: &str, rows: usize, columns: usize) = format!("{name}，{rows} × {columns}");
        weights_between(mean: &str, low: &str, high: &str, moved: &str) = format!(
            "：均值 {mean}，从 {low} 到 {high}；自运行开始以来平均移动 {moved}"
        );

        training = "开始训练。";
        training_from(step: u64) = format!("从第 {step} 步继续训练。");
        paused(step: u64, loss: &str) = format!("已在第 {step} 步暂停{}。", with_loss(loss));
        step_reached(step: u64, loss: &str) =
            format!("已到达第 {step} 步，暂停{}。", with_loss(loss));
        loss_reached(step: u64, loss: &str) =
            format!("第 {step} 步达到目标损失，暂停{}。", with_loss(loss));
        out_of_patience(step: u64, loss: &str) =
            format!("第 {step} 步耐心耗尽，暂停{}。", with_loss(loss));
        diverged(step: u64, loss: &str) =
            format!("第 {step} 步发散{}，训练结束。", with_loss(loss));
        failed(reason: &str) = format!("训练失败：{reason}。");
        begins(run: &str) = joined(&[run, "开始。"]);
        looking(step: u64, loss: &str) = format!("正在显示第 {step} 步{}。", with_loss(loss));
        live(step: u64) = format!("已回到运行的末尾，第 {step} 步。");
        race_runs(variants: &str) = format!("竞赛开始：{variants}。");
        race_pauses(step: u64) = format!("竞赛在第 {step} 步暂停。");
        race_over(best: &str) = if best.is_empty() {
            "竞赛结束。".to_owned()
        } else {
            format!("竞赛结束，获胜：{best}。")
        };
        race_cancelled = "竞赛已提前结束。";
        race_failed(reason: &str) = format!("竞赛失败：{reason}。");
        sweep_runs(runs: u64) = format!("扫描开始，共 {runs} 次运行。");
        sweep_over(best: &str) = if best.is_empty() {
            "扫描结束。".to_owned()
        } else {
            format!("扫描结束，{best}。")
        };
        sweep_cancelled = "扫描已提前结束。";
        sweep_failed(reason: &str) = format!("扫描失败：{reason}。");
        chosen(name: &str, behind: &str, place: usize, of: usize) = if behind.is_empty() {
            format!("{name}；第 {place} 项，共 {of} 项")
        } else {
            format!("{name}，{behind}；第 {place} 项，共 {of} 项")
        };

        list_of_keys = "快捷键表";
        tab_key = "Tab";
        tab = "移到下一个控件、图或卡片（Shift：上一个）";
        cursor_keys = "在图上按 ← →";
        cursor = "移动图上的光标，读出数值（Shift：十格；+ − 缩放）";
        slider_keys = "在滑块上按 ← →";
        slider = "按整齐的步长移动滑块（Shift：更大）";
    }
}
