#include "handlers/parts/ended_session.hpp"

#include "fcgi/sent_form.hpp"
#include "sql/accounts/sessions.hpp"

namespace portal {

void tell_of_ended_session(const Visit& visit, Response& login_page) {
  const std::string_view token = visit.request.cookies["sid"];
  if (token.empty()) return;
  const auto ending = sessions::ending(visit.db, token, visit.society.session_idle_minutes, visit.now);
  if (!ending) return;
  const bool by_time = *ending == sessions::Ending::by_time;
  Banner& told = std::get<Page>(login_page.body).banners.emplace_back();
  told.text = by_time ? "時間が過ぎたため、自動でログアウトしました。"
                      : "別の画面や端末での操作か、健康保険組合による操作のため、ログアウトしました。";
  if (by_time && !visit.request.cookies[sent_form::cookie].empty())
    told.text +=
        "最後に送信した内容は、まだ受け付けていません。30分以内にログインすると、入力した内容がもとの画面に戻ります（パ"
        "スワードは除きます）。";
  else
    told.text += "最後に送信した内容がある場合、それは受け付けていません。もう一度ログインしてください。";
}

Banner of_returned_input() {
  return {.text =
              "時間が過ぎてログアウトしていたため、先ほど送信した内容は、受け付けていません。"
              "入力した内容を、この画面に戻しました。確かめて、もう一度送信してください。",
          .url = "",
          .label = ""};
}

}  // namespace portal
