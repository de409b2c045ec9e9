// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";

/// @notice ATTACKS rows 25 and 16: whatever a stranger calls, with whatever arguments, the tokens of those who have approved the router stay.
contract RouterTheftTest is RouterTest {
    address internal thief = makeAddr("thief");
    uint256 internal aliceShares;

    function setUp() public override {
        super.setUp();
        aliceShares = _giveShares(alice, 20e18);
        _giveStEth(alice, 5e18);
        _giveWeth(alice, 5e18);
        deal(address(LST), alice, 5e18);
        vm.startPrank(alice);
        LST.approve(address(router), type(uint256).max);
        WETH.approve(address(router), type(uint256).max);
        STETH_TOKEN.approve(address(router), type(uint256).max);
        LST.approve(PERMIT2, type(uint256).max);
        vm.stopPrank();
    }

    modifier aliceKeepsAll() {
        uint256[4] memory before = _holdings();
        _;
        uint256[4] memory afterwards = _holdings();
        for (uint256 i; i < 4; ++i) {
            assertEq(afterwards[i], before[i]);
        }
    }

    function testFuzz_AStrangerMovesNobodysTokens(uint256 which, uint256 amount, bool inMulticall)
        public
        aliceKeepsAll
    {
        amount = bound(amount, 1, 5e18);
        bytes[] memory all = _everyCall(amount);
        bytes memory call = all[which % all.length];
        if (inMulticall) {
            bytes[] memory nested = new bytes[](1);
            nested[0] = call;
            call = abi.encodeCall(IRouter.multicall, (nested));
        }
        vm.prank(thief);
        (bool ok,) = address(router).call(call);
        assertFalse(ok, "there was nothing of the caller's to take");
    }

    /// @dev Alice signed for her own call; whoever sees the signature in the mempool has no use for it.
    function test_AStrangersCallWithAPermit2SignatureIsRefused() public aliceKeepsAll {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) =
            _signPermit2(aliceKey, address(LST), 5e18, 1, block.timestamp, block.chainid);
        vm.prank(thief);
        vm.expectRevert();
        router.depositWithPermit2(permit, signature, thief, 0);
    }

    function test_RevertWhen_SomebodyElseThanThePoolCallsBack() public aliceKeepsAll {
        vm.prank(thief);
        vm.expectRevert(abi.encodeWithSelector(IRouter.UnexpectedCaller.selector, thief));
        IUniswapV3SwapCallback(address(router)).uniswapV3SwapCallback(1e18, -1e18, "");
    }

    /// @dev The real pool, but in a swap that is not the router's.
    function test_RevertWhen_ThePoolCallsBackInAStrangersSwap() public aliceKeepsAll {
        deal(address(LST), address(router), 1e18);
        vm.prank(thief);
        vm.expectRevert();
        UNISWAP.swap(address(router), true, 1e18, 4295128740, "");
    }

    function _everyCall(uint256 amount) private view returns (bytes[] memory calls) {
        calls = new bytes[](8);
        calls[0] = abi.encodeCall(IRouter.deposit, (amount, thief, 0));
        calls[1] = abi.encodeCall(IRouter.depositStEth, (amount, thief, 0));
        calls[2] = abi.encodeCall(IRouter.depositWeth, (amount, thief, 0));
        calls[3] = abi.encodeCall(IRouter.redeem, (amount, thief, 0));
        calls[4] = abi.encodeCall(IRouter.redeemToStEth, (amount, thief, 0));
        calls[5] = abi.encodeCall(IRouter.redeemToWeth, (amount, thief, 0));
        calls[6] = abi.encodeCall(IRouter.redeemToWithdrawalRequests, (amount, thief, 0));
        calls[7] = abi.encodeCall(IRouter.depositEth, (thief, 0));
    }

    function _holdings() private view returns (uint256[4] memory) {
        return [vault.balanceOf(alice), LST.balanceOf(alice), WETH.balanceOf(alice), STETH_TOKEN.balanceOf(alice)];
    }
}
