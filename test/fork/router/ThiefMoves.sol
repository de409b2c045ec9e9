// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice A token whose permit calls the router, in the middle of a thief's multicall.
contract HostileToken {
    IRouter private immutable ROUTER;
    bytes private _call;

    constructor(IRouter router) {
        ROUTER = router;
    }

    function setCall(bytes calldata call) external {
        _call = call;
    }

    function permit(address, address, uint256, uint256, uint8, bytes32, bytes32) external {
        bytes memory call = _call;
        delete _call;
        (bool ok,) = address(ROUTER).call(call);
        require(ok, "the call in the permit failed");
    }
}

/// @notice Every call that the router answers to, with arguments out of a seed: the thief's own and those that name alice and carry her signatures.
abstract contract ThiefMoves is RouterTest {
    uint256 internal constant KINDS = 12;
    uint256 internal constant OWN = 5e18;

    address internal thief = makeAddr("thief");
    uint256 internal thiefKey;
    HostileToken internal hostile;

    function setUp() public virtual override {
        super.setUp();
        (, thiefKey) = makeAddrAndKey("thief");
        hostile = new HostileToken(router);
    }

    /// @dev Calls in one multicall, down to `depth` others inside of it, or one call alone.
    function _move(uint256 seed, uint256 depth) internal returns (bytes memory) {
        if (depth == 0 || seed % 3 == 0) return _call(_next(seed, 1), _next(seed, 2), depth);
        bytes[] memory calls = new bytes[](1 + _next(seed, 3) % 3);
        for (uint256 i; i < calls.length; ++i) {
            calls[i] = _move(_next(seed, 4 + i), depth - 1);
        }
        return abi.encodeCall(IRouter.multicall, (calls));
    }

    function _call(uint256 kind, uint256 seed, uint256 depth) internal returns (bytes memory) {
        kind %= KINDS;
        address receiver = _receiver(_next(seed, 1));
        uint256 amount = 1 + _next(seed, 2) % (OWN * 11 / 10);
        uint256 minimum = seed % 8 == 0 ? amount : 0;
        if (kind == 0) return abi.encodeCall(IRouter.deposit, (amount, receiver, minimum));
        if (kind == 1) return abi.encodeCall(IRouter.depositStEth, (amount, receiver, minimum));
        if (kind == 2) return abi.encodeCall(IRouter.depositWeth, (amount, receiver, minimum));
        if (kind == 3) return abi.encodeCall(IRouter.depositEth, (receiver, minimum));
        if (kind == 4) return abi.encodeCall(IRouter.redeem, (amount, receiver, minimum));
        if (kind == 5) return abi.encodeCall(IRouter.redeemToStEth, (amount, receiver, minimum));
        if (kind == 6) return abi.encodeCall(IRouter.redeemToWeth, (amount, receiver, minimum));
        if (kind == 7) return abi.encodeCall(IRouter.redeemToWithdrawalRequests, (amount, receiver, minimum));
        if (kind == 8) return _permit2(seed, amount, receiver);
        if (kind == 9) return _erc2612(seed, amount);
        if (kind == 10) {
            return abi.encodeCall(
                IUniswapV3SwapCallback.uniswapV3SwapCallback, (int256(amount), -int256(amount), abi.encode(seed))
            );
        }
        if (depth != 0) hostile.setCall(_move(_next(seed, 3), depth - 1));
        return abi.encodeCall(IRouter.selfPermit, (address(hostile), amount, block.timestamp, 27, 0, 0));
    }

    /// @dev Alice's signature as she made it, or for another amount or token; the thief's own; or noise.
    function _permit2(uint256 seed, uint256 amount, address receiver) private view returns (bytes memory) {
        uint256 whose = _next(seed, 3) % 4;
        if (whose == 0 && seed % 2 == 0) receiver = alice;
        address token = _token(_next(seed, 4));
        uint256 key = whose == 2 ? thiefKey : aliceKey;
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) =
            _signPermit2(key, token, amount, _next(seed, 5) % 4, block.timestamp, block.chainid);
        if (whose == 1) permit.permitted = IPermit2.TokenPermissions(_token(_next(seed, 6)), amount + 1);
        if (whose == 3) signature = abi.encodePacked(seed, _next(seed, 7), uint8(27 + seed % 2));
        return abi.encodeCall(IRouter.depositWithPermit2, (permit, signature, receiver, 0));
    }

    /// @dev Alice's permit of a token for the router, or noise.
    function _erc2612(uint256 seed, uint256 amount) private view returns (bytes memory) {
        uint256 which = _next(seed, 3) % 4;
        if (which == 0) return _permitCall(aliceKey, Mainnet.WSTETH, _domainOfLst(), amount, block.timestamp);
        if (which == 1) return _permitCall(aliceKey, Mainnet.STETH, _domainOfStEth(), amount, block.timestamp);
        if (which == 2) return _permitCall(aliceKey, address(vault), _domainOfVault(), amount, block.timestamp);
        return abi.encodeCall(
            IRouter.selfPermit,
            (_token(seed), amount, block.timestamp, uint8(27 + seed % 2), bytes32(seed), bytes32(_next(seed, 4)))
        );
    }

    function _receiver(uint256 seed) private view returns (address) {
        address[6] memory all = [thief, alice, address(router), address(vault), address(0), address(hostile)];
        // Half of them his own, so that most calls get as far as they can.
        return seed % 2 == 0 ? thief : all[seed / 2 % 6];
    }

    function _token(uint256 seed) private view returns (address) {
        return [Mainnet.WSTETH, Mainnet.STETH, Mainnet.WETH, address(vault)][seed % 4];
    }

    function _next(uint256 seed, uint256 salt) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }
}
