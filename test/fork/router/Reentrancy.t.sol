// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

/// @notice A receiver that counts what it is called with, and takes ether and tickets.
contract CountingReceiver {
    uint256 public calls;

    receive() external payable {
        ++calls;
    }

    fallback() external payable {
        ++calls;
    }
}

interface ITurn {
    function onTurn() external;
}

/// @notice A vault of wstETH that lets another call whom he likes in the middle of what it does. No router of ours serves one: it shows what would
/// stop a call from within.
contract HostileVault {
    address public constant asset = Mainnet.WSTETH;
    ITurn private immutable OTHER;

    constructor(ITurn other) {
        OTHER = other;
    }

    function deposit(uint256 assets, address) external returns (uint256) {
        OTHER.onTurn();
        return assets;
    }

    function redeem(uint256 shares, address, address) external returns (uint256) {
        OTHER.onTurn();
        return shares;
    }
}

/// @notice ATTACKS row 16. The router has no views of its own that could be read between.
contract RouterReentrancyTest is RouterTest, ITurn {
    address private nextCaller;
    bytes private nextCall;
    bytes private answer;

    /* WHO RECEIVES IS NOT CALLED */

    function test_NoReceiverIsEverCalled() public leavesNothing {
        CountingReceiver receiver = new CountingReceiver();
        _giveShares(alice, 20e18);
        _giveStEth(alice, 2e18);
        _giveWeth(alice, 2e18);
        deal(address(LST), alice, 2e18);
        vm.deal(alice, 1e18);
        vm.startPrank(alice);
        LST.approve(address(router), type(uint256).max);
        WETH.approve(address(router), type(uint256).max);
        STETH_TOKEN.approve(address(router), type(uint256).max);
        router.deposit(1e18, address(receiver), 1);
        router.depositStEth(1e18, address(receiver), 1);
        router.depositWeth(1e18, address(receiver), 1);
        router.depositEth{value: 1e18}(address(receiver), 1);
        router.redeem(1e18, address(receiver), 1);
        router.redeemToStEth(1e18, address(receiver), 1);
        router.redeemToWeth(1e18, address(receiver), 1);
        router.redeemToWithdrawalRequests(1e18, address(receiver), 1);
        vm.stopPrank();
        assertEq(receiver.calls(), 0);
    }

    /* A CALL FROM WITHIN */

    function test_RevertWhen_AFunctionIsCalledFromWithinAnother() public {
        _serveHostileVault();
        bytes[] memory calls = _everyCall();
        bytes memory refused = abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        for (uint256 i; i < calls.length; ++i) {
            assertEq(_callWithin(alice, calls[i]), refused, vm.toString(i));
            bytes[] memory nested = new bytes[](1);
            nested[0] = calls[i];
            assertEq(_callWithin(alice, abi.encodeCall(IRouter.multicall, (nested))), refused, vm.toString(i));
        }
    }

    /// @dev What the pool may do in a sale it may do in nothing else, though the router is entered.
    function test_RevertWhen_ThePoolCallsBackWithinAnythingButASale() public {
        _serveHostileVault();
        bytes memory call = abi.encodeCall(IUniswapV3SwapCallback.uniswapV3SwapCallback, (1e18, -1e18, ""));
        assertEq(
            _callWithin(address(UNISWAP), call),
            abi.encodeWithSelector(IRouter.UnexpectedCaller.selector, address(UNISWAP))
        );
    }

    function onTurn() external {
        vm.prank(nextCaller);
        bool ok;
        (ok, answer) = address(router).call(nextCall);
        assertFalse(ok, "a call from within went through");
    }

    function _serveHostileVault() private {
        router = IRouter(_newRouter(address(new HostileVault(this)), address(WETH), address(UNISWAP)));
        deal(address(LST), address(router), 1e18);
    }

    function _callWithin(address caller, bytes memory call) private returns (bytes memory) {
        (nextCaller, nextCall, answer) = (caller, call, "");
        router.redeem(1, alice, 0);
        return answer;
    }

    function _everyCall() private view returns (bytes[] memory calls) {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(address(LST), 1, 1);
        calls = new bytes[](9);
        calls[0] = abi.encodeCall(IRouter.deposit, (1, alice, 0));
        calls[1] = abi.encodeCall(IRouter.depositStEth, (1, alice, 0));
        calls[2] = abi.encodeCall(IRouter.depositWeth, (1, alice, 0));
        calls[3] = abi.encodeCall(IRouter.depositEth, (alice, 0));
        calls[4] = abi.encodeCall(IRouter.depositWithPermit2, (permit, signature, alice, 0));
        calls[5] = abi.encodeCall(IRouter.redeem, (1, alice, 0));
        calls[6] = abi.encodeCall(IRouter.redeemToStEth, (1, alice, 0));
        calls[7] = abi.encodeCall(IRouter.redeemToWeth, (1, alice, 0));
        calls[8] = abi.encodeCall(IRouter.redeemToWithdrawalRequests, (1, alice, 0));
    }
}
