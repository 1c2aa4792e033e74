package dev.berth.runtime.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;

/// Decides what becomes of a request. Loop thread only.
final class Reception {

    /// What begins so is Berth's own and never reaches the service.
    private static final String OURS = "/.berth/";

    private final House house;
    private final Guest guest;
    private final Manners manners;

    Reception(House house, Guest guest) {
        this.house = house;
        this.guest = guest;
        this.manners = new Manners(house.port, house.limits.fieldCount());
    }

    Business receive(HttpRequest request) {
        var refusal = manners.refusal(request, house.porter.scene().names());
        if (refusal.isPresent()) {
            return LocalAnswer.last(guest, Answers.of(refusal.get()));
        }
        if (request.uri().startsWith(OURS)) {
            return ours(request);
        }
        var visit = Visit.of(request);
        if (house.porter.service().isPresent()) {
            return new Exchange(house, guest, request, visit);
        }
        house.porter.wanted(visit);
        return LocalAnswer.to(
                request,
                guest,
                visit.navigation()
                        ? Answers.waiting(house.porter.notice())
                        : Answers.of(house.porter.refusal()));
    }

    private Business ours(HttpRequest request) {
        var query = request.uri().indexOf('?');
        var path = query < 0 ? request.uri() : request.uri().substring(0, query);
        if (path.equals(OURS + "events")) {
            return events(request);
        }
        if (path.startsWith(LinkVisit.PATH)) {
            return link(request, path.substring(LinkVisit.PATH.length()));
        }
        return refuse(request, HttpResponseStatus.NOT_FOUND, "not-found", "There is nothing here.");
    }

    private Business events(HttpRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            return onlyGet(request);
        }
        if (Visit.isForeign(request.headers())) {
            return refuse(
                    request,
                    HttpResponseStatus.FORBIDDEN,
                    "forbidden",
                    "This is for the waiting page alone.");
        }
        if (house.porter.audience().size() >= house.limits.audience()) {
            return LocalAnswer.to(
                    request,
                    guest,
                    Answers.of(
                            Refusal.later(
                                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                                    "crowded",
                                    "Too many pages wait already.",
                                    5)));
        }
        return new EventStream(guest, house.porter.audience());
    }

    /// What a browser fetches ahead of its person must not use up a link.
    private Business link(HttpRequest request, String word) {
        return request.method().equals(HttpMethod.GET) && !Visit.of(request).ahead()
                ? new LinkVisit(house, guest, word)
                : onlyGet(request);
    }

    private Business onlyGet(HttpRequest request) {
        var answer =
                Answers.of(
                        Refusal.of(
                                HttpResponseStatus.METHOD_NOT_ALLOWED,
                                "method-not-allowed",
                                "This is there to be opened."));
        answer.headers().set(HttpHeaderNames.ALLOW, HttpMethod.GET);
        return LocalAnswer.to(request, guest, answer);
    }

    private Business refuse(
            HttpRequest request, HttpResponseStatus status, String code, String message) {
        return LocalAnswer.to(request, guest, Answers.of(Refusal.of(status, code, message)));
    }
}
