// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

interface ILidoSubmit {
    function submit(address referral) external payable returns (uint256);
}

/// @notice The router over the real vault with a levered position, on the replica's Lido, WETH, Uniswap and Permit2.
abstract contract RouterTest is AaveLoopTest {
    address internal constant PERMIT2 = 0x000000000022D473030F116dDEE9F6B43aC78BA3;
    IERC20 internal constant STETH_TOKEN = IERC20(Mainnet.STETH);

    IRouter internal router;
    address internal alice;
    uint256 internal aliceKey;
    address internal bob = makeAddr("bob");

    function setUp() public virtual override {
        super.setUp();
        _depositAndDeploy(100e18, _up(_debtFor(100e18, 300), 0));
        (alice, aliceKey) = makeAddrAndKey("alice");
        router = IRouter(
            vm.deployCode(
                "Router.sol:Router",
                abi.encode(address(vault), address(WETH), address(UNISWAP), Mainnet.WITHDRAWAL_QUEUE, PERMIT2)
            )
        );
    }

    /// @dev Nothing of anybody's stays, and nobody may take anything out of the router later.
    modifier leavesNothing() {
        _;
        assertEq(address(router).balance, 0, "ether left");
        assertEq(WETH.balanceOf(address(router)), 0, "WETH left");
        assertEq(LST.balanceOf(address(router)), 0, "LST left");
        assertLe(STETH_TOKEN.balanceOf(address(router)), 2, "stETH left");
        assertEq(vault.balanceOf(address(router)), 0, "shares left");
        address[4] memory spenders = [address(vault), Mainnet.WITHDRAWAL_QUEUE, Mainnet.WSTETH, address(UNISWAP)];
        for (uint256 i; i < spenders.length; ++i) {
            assertEq(LST.allowance(address(router), spenders[i]), 0, "LST approval left");
            assertLe(STETH_TOKEN.allowance(address(router), spenders[i]), 2, "stETH approval left");
        }
    }

    function _giveStEth(address user, uint256 eth) internal {
        vm.deal(user, eth);
        vm.prank(user);
        ILidoSubmit(Mainnet.STETH).submit{value: eth}(address(0));
    }

    function _giveWeth(address user, uint256 eth) internal {
        vm.deal(user, eth);
        vm.prank(user);
        WETH.deposit{value: eth}();
    }

    /// @dev A user with shares who has approved the router for all of them.
    function _giveShares(address user, uint256 lst) internal returns (uint256 shares) {
        deal(address(LST), user, lst);
        vm.startPrank(user);
        LST.approve(address(vault), lst);
        shares = vault.deposit(lst, user);
        vault.approve(address(router), type(uint256).max);
        vm.stopPrank();
    }

    function _signPermit2(uint256 key, address token, uint256 amount, uint256 nonce, uint256 deadline, uint256 chainId)
        internal
        view
        returns (IPermit2.PermitTransferFrom memory permit, bytes memory signature)
    {
        permit = IPermit2.PermitTransferFrom(IPermit2.TokenPermissions(token, amount), nonce, deadline);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)"),
                keccak256("Permit2"),
                chainId,
                PERMIT2
            )
        );
        bytes32 permitted =
            keccak256(abi.encode(keccak256("TokenPermissions(address token,uint256 amount)"), token, amount));
        bytes32 message = keccak256(
            abi.encode(
                keccak256(
                    "PermitTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline)TokenPermissions(address token,uint256 amount)"
                ),
                permitted,
                address(router),
                nonce,
                deadline
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", domain, message)));
        signature = abi.encodePacked(r, s, v);
    }
}
