from .serializer import Serializer
from .timed import TimedSerializer


class URLSafeSerializer(Serializer):
    js_class = "URLSafeSerializer"


class URLSafeTimedSerializer(TimedSerializer):
    js_class = "URLSafeTimedSerializer"
