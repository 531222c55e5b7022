// A line of the map takes only the handlers that may do what it says.
#include "fcgi/router.hpp"

namespace portal {

Response of_site(SiteVisit&);
Response of_monitor(MonitorVisit&);
Response read(MemberVisit&);
Response change(Writing<MemberVisit>&);
Response record(Recording<MemberVisit>&);
Response mark(Marking<MemberVisit>&);

void map() {
  // Refused: to .(portal::)?Reads\b
  constexpr Route changed_by_get = get("/{s}/topics", change);
  constexpr Route marked_by_get = get("/{s}/topics", mark);

  // Refused: to .(portal::)?Records\b
  constexpr Route nothing_to_record = get_and_record("/{s}/topics", read);
  constexpr Route changed_by_recording = get_and_record("/{s}/topics", change);

  // Refused: to .(portal::)?Writes\b
  constexpr Route only_recorded = get_and_change("/{s}/topics", record);

  // Refused: to .(portal::)?Marks\b
  constexpr Route nothing_to_mark = get_and_mark("/{s}/topics", read);
  constexpr Route marked_by_writing = get_and_mark("/{s}/topics", change);

  // Refused: to .(portal::)?Reads\b
  constexpr Route changed_by_asking = post_to_read("/{s}/topics", change);

  // Refused: to .(portal::)?Writes\b
  constexpr Route nothing_to_change = post("/{s}/topics", read);
  constexpr Route nothing_to_change_again = post_again("/{s}/topics", read);

  // Refused: RouteOptions
  constexpr Route repeats_by_the_way = post("/{s}/topics", change, {.repeat = Repeat::runs_again});
  constexpr Route repeats_by_a_word = post("/{s}/topics", change, Repeat::runs_again);

  // Refused: get_of_site
  constexpr Route of_a_society = get_of_site("/topics", read);
  constexpr Route of_both_connections = get_of_site("/topics", of_monitor);

  constexpr Route rows[] = {get_of_site("/", of_site),
                            get_of_monitor("/readyz", of_monitor),
                            get("/{s}/topics", read, {.presence = Presence::does_not_count}),
                            get_and_record("/{s}/topics", record),
                            get_and_change("/{s}/topics", change),
                            get_and_mark("/{s}/topics", mark),
                            post("/{s}/topics", change),
                            post_again("/{s}/topics", change),
                            post_to_read("/{s}/topics", read)};
  static_assert(rows[6].repeat == Repeat::runs_once && rows[7].repeat == Repeat::runs_again);
}

}  // namespace portal
