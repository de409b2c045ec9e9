// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC4626Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC4626Upgradeable.sol";
import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

contract RouterOutTest is RouterTest {
    uint256 internal shares;

    function setUp() public override {
        super.setUp();
        shares = _giveShares(alice, 20e18);
    }

    function test_SharesBecomeLst() public leavesNothing {
        uint256 expected = vault.previewRedeem(shares);
        vm.prank(alice);
        assertEq(router.redeem(shares, bob, expected), expected);
        assertEq(LST.balanceOf(bob), expected);
    }

    function test_SharesBecomeStEthToTheLastShare() public leavesNothing {
        uint256 expected = vault.previewRedeem(shares) * _par() / WAD;
        vm.prank(alice);
        uint256 stEth = router.redeemToStEth(shares, bob, expected - 2);
        assertApproxEqAbs(stEth, expected, 2);
        assertApproxEqAbs(STETH_TOKEN.balanceOf(bob), stEth, 2);
    }

    function test_SharesBecomeWethAtThePoolsPrice() public leavesNothing {
        uint256 par = vault.previewRedeem(shares) * _par() / WAD;
        vm.prank(alice);
        uint256 weth = router.redeemToWeth(shares, bob, par * 99 / 100);
        assertEq(WETH.balanceOf(bob), weth);
        assertApproxEqRel(weth, par, 0.01e18);
    }

    function test_SharesBecomeATicketOfTheIssuer() public leavesNothing {
        uint256 lst = vault.previewRedeem(shares);
        vm.prank(alice);
        uint256[] memory ids = router.redeemToWithdrawalRequests(shares, bob, lst);
        assertEq(ids.length, 1);
        assertEq(IERC721(Mainnet.WITHDRAWAL_QUEUE).ownerOf(ids[0]), bob);
    }

    /// @dev The issuer takes at most 1,000 stETH in a request; 3,000 and a little are four.
    function test_LargeRequestsAreDividedEvenly() public leavesNothing {
        uint256 large = _giveShares(bob, 3_001e18 * WAD / _par());
        vm.prank(bob);
        uint256[] memory ids = router.redeemToWithdrawalRequests(large, bob, 0);
        assertEq(ids.length, 4);
        for (uint256 i; i < 4; ++i) {
            assertEq(IERC721(Mainnet.WITHDRAWAL_QUEUE).ownerOf(ids[i]), bob);
        }
    }

    function testFuzz_AnyAmountFitsTheIssuersLimits(uint256 lst) public leavesNothing {
        uint256 some = _giveShares(bob, bound(lst, 1e6, 4_000e18));
        vm.prank(bob);
        router.redeemToWithdrawalRequests(some, bob, 0);
    }

    /// @dev ATTACKS row 5: the pool is pushed down before, and back up after.
    function test_RevertWhen_TheSaleIsSandwiched() public {
        uint256 par = vault.previewRedeem(shares) * _par() / WAD;
        _tradePoolTo(9_700);
        vm.prank(alice);
        vm.expectPartialRevert(IRouter.ReceivedUnderMinimum.selector);
        router.redeemToWeth(shares, alice, par * 995 / 1_000);
    }

    function test_RevertWhen_LessThanTheMinimumComesOut() public {
        uint256 lst = vault.previewRedeem(shares);
        uint256 stEth = lst * _par() / WAD;
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IRouter.ReceivedUnderMinimum.selector, lst, lst + 1));
        router.redeem(shares, alice, lst + 1);
        vm.expectPartialRevert(IRouter.ReceivedUnderMinimum.selector);
        router.redeemToStEth(shares, alice, stEth + 1e9);
        vm.expectRevert(abi.encodeWithSelector(IRouter.ReceivedUnderMinimum.selector, lst, lst + 1));
        router.redeemToWithdrawalRequests(shares, alice, lst + 1);
        vm.stopPrank();
    }

    function test_RevertWhen_ItWouldGoToNobodyOrTheRouter() public {
        address[2] memory refused = [address(0), address(router)];
        vm.startPrank(alice);
        for (uint256 i; i < 2; ++i) {
            bytes memory reason = abi.encodeWithSelector(IRouter.ReceiverRefused.selector, refused[i]);
            vm.expectRevert(reason);
            router.redeem(shares, refused[i], 0);
            vm.expectRevert(reason);
            router.redeemToStEth(shares, refused[i], 0);
            vm.expectRevert(reason);
            router.redeemToWeth(shares, refused[i], 0);
            vm.expectRevert(reason);
            router.redeemToWithdrawalRequests(shares, refused[i], 0);
        }
        vm.stopPrank();
    }

    /// @dev More than the pool has WETH for: whatever it would take of it, nothing is sold.
    function test_RevertWhen_ThePoolCannotTakeItAll() public {
        uint256 large = _giveShares(bob, 10_000_000e18);
        vm.prank(bob);
        vm.expectPartialRevert(IRouter.SaleIncomplete.selector);
        router.redeemToWeth(large, bob, 0);
    }

    function test_RevertWhen_TheCallerHasNotTheShares() public {
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ERC4626Upgradeable.ERC4626ExceededMaxRedeem.selector, bob, shares, 0));
        router.redeem(shares, bob, 0);
    }
}
