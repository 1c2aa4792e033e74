package dev.berth.runtime.door;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;

/// How answers are read and written: whether one has a body depends on what was asked.
final class Codes {
    private Codes() {}

    /// Writes answers to a client. Loop thread only.
    static final class AnswerEncoder extends HttpResponseEncoder {
        private boolean bodiless;

        /// The next answer is one to HEAD.
        void withoutBody(boolean withoutBody) {
            bodiless = withoutBody;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse answer) {
            return bodiless || super.isContentAlwaysEmpty(answer);
        }
    }

    /// Reads the service's answers. Loop thread only.
    static final class AnswerDecoder extends HttpResponseDecoder {
        private boolean bodiless;

        AnswerDecoder(Limits limits) {
            super(
                    new HttpDecoderConfig()
                            .setMaxInitialLineLength(limits.line())
                            .setMaxHeaderSize(4 * limits.fields()));
        }

        /// The next answer is one to HEAD.
        void withoutBody(boolean withoutBody) {
            bodiless = withoutBody;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage answer) {
            return bodiless
                    || isChange((HttpResponse) answer)
                    || super.isContentAlwaysEmpty(answer);
        }

        @Override
        protected boolean isSwitchingToNonHttp1Protocol(HttpResponse answer) {
            return isChange(answer);
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage answer) {
            throw new IllegalArgumentException("The answer tells two lengths.");
        }

        private static boolean isChange(HttpResponse answer) {
            return answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        }
    }
}
