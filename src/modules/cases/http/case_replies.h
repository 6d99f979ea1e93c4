// Tells cases to a screen: names for ids, words in the reader's language, times counted by the
// county's calendar. Used inside http/ only; lives as long as one answer.
#pragma once

#include "modules/cases/http/case_shapes.h"
#include "modules/cases/store/case_list.h"
#include "modules/cases/store/case_store.h"
#include "modules/cases/store/request_store.h"
#include "modules/rulebook/rulebook.h"
#include "platform/module.h"

#include <map>
#include <memory>

namespace weicheng::cases {

class CasePresenter {
  public:
    CasePresenter(const Services& services, const http::Context& context, db::Tx& tx);

    CaseRow row(const Case& one, const std::string& thumb_sha256);
    CaseReply whole(const Case& one);

  private:
    struct Person {
        std::string name;
        std::optional<std::string> title; // of the first post held today
        std::optional<std::string> body_name;
    };

    void add_standing(const Case& one, CaseReply& reply);
    void add_requests(const Case& one, CaseReply& reply);
    CaseRequest request(RequestRow row);
    http::CodeName request_reason(RequestKind kind, const std::string& code) const;
    void add_row(const Case& one, const std::string& thumb_sha256, CaseRow& reply);
    std::optional<http::Named<BodyId>> body(BodyId id);
    std::optional<std::string> grid(places::GridId id);
    std::optional<std::string> site(places::SiteId id);
    const Person* person(AccountId account);

    std::vector<PhotoOfCase> photos(const Case& one, bool knows_reporter);
    std::vector<StageOfCase> stages(const Case& one);
    std::vector<EventOfCase> events(std::vector<Event> history, bool knows_reporter);
    EventOfCase event(const Event& told, bool hides_actor);
    std::optional<ReporterOfCase> reporter(const Case& one);
    std::vector<AllowedAction> actions(const Case& one, const std::vector<Event>& history) const;

    const Services& services_;
    const http::Context& context_;
    db::Tx& tx_;
    CountyId county_;
    std::shared_ptr<const rulebook::Rules> rules_;
    std::shared_ptr<const calendar::WorkCalendar> calendar_;
    std::map<BodyId, std::string> bodies_;
    std::map<places::GridId, std::string> grids_;
    std::map<places::SiteId, std::string> sites_;
    std::map<AccountId, Person> people_;
};

} // namespace weicheng::cases
