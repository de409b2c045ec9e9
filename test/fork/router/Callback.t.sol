// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRouter} from "contracts/interfaces/IRouter.sol";
import {IUniswapV3SwapCallback} from "strategies/uniswap/interfaces/IUniswapV3SwapCallback.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";

/// @notice ATTACKS row 25: LST leaves in the pool's callback, which comes from the pool and in a sale of the router's alone.
contract RouterCallbackTest is RouterTest {
    bytes private constant PAY = abi.encodeCall(IUniswapV3SwapCallback.uniswapV3SwapCallback, (1e18, -1e18, ""));

    function setUp() public override {
        super.setUp();
        _giveShares(alice, 20e18);
        deal(address(LST), address(router), 1e18);
    }

    function test_RevertWhen_SomebodyElseThanThePoolCallsBack() public {
        _assertRefused(stranger);
    }

    function test_RevertWhen_ThePoolCallsBackWithoutASale() public {
        _assertRefused(address(UNISWAP));
    }

    /// @dev One transaction, so that what a sale leaves in transient storage would still be there.
    function test_RevertWhen_ThePoolCallsBackAfterASale() public {
        this.sellAndCallBack();
    }

    function sellAndCallBack() external {
        vm.prank(alice);
        assertGt(router.redeemToWeth(1e18, alice, 0), 0);
        _assertRefused(address(UNISWAP));
    }

    /// @dev Whoever swaps is called back himself; making the router the receiver of it does not make it pay.
    function test_AStrangersSwapForTheRouterIsPaidByTheStranger() public {
        uint256 before = LST.balanceOf(address(router));
        UNISWAP.swap(address(router), true, 1e17, 4295128740, "");
        assertEq(LST.balanceOf(address(router)), before);
        assertGt(WETH.balanceOf(address(router)), 0);
    }

    function _assertRefused(address caller) private {
        vm.prank(caller);
        (bool ok, bytes memory reason) = address(router).call(PAY);
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(IRouter.UnexpectedCaller.selector, caller));
        assertEq(LST.balanceOf(address(router)), 1e18);
    }
}
